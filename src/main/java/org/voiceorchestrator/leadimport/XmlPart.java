package org.voiceorchestrator.leadimport;

import com.fasterxml.aalto.stax.InputFactoryImpl;
import java.io.Closeable;
import java.io.IOException;
import javax.xml.stream.XMLInputFactory;
import javax.xml.stream.XMLStreamException;
import javax.xml.stream.XMLStreamReader;
import org.jspecify.annotations.Nullable;

/// An XML part of a workbook, read element by element; no document type, entity or outside resource is ever looked at.
/// Whatever is wrong with it is a [DamagedFile].
final class XmlPart implements Closeable {
    private static final XMLInputFactory FACTORY = factory();

    private final PartInput in;
    private final XMLStreamReader reader;

    XmlPart(PartInput in) throws IOException {
        this.in = in;
        try {
            this.reader = FACTORY.createXMLStreamReader(in);
        } catch (XMLStreamException | RuntimeException e) {
            in.close();
            throw damaged(e);
        }
    }

    /// Goes on to the next start or end of an element; false at the end of the part.
    boolean toNextTag() throws IOException {
        while (hasNext()) {
            int event = next();
            if (event == XMLStreamReader.START_ELEMENT || event == XMLStreamReader.END_ELEMENT) {
                return true;
            }
        }
        return false;
    }

    boolean isStart(String name) {
        return reader.getEventType() == XMLStreamReader.START_ELEMENT && name.equals(reader.getLocalName());
    }

    boolean isEnd(String name) {
        return reader.getEventType() == XMLStreamReader.END_ELEMENT && name.equals(reader.getLocalName());
    }

    /// By its name without a prefix.
    @Nullable
    String attribute(String name) throws IOException {
        try {
            for (int i = 0; i < reader.getAttributeCount(); i++) {
                if (reader.getAttributeLocalName(i).equals(name)) {
                    return reader.getAttributeValue(i);
                }
            }
            return null;
        } catch (RuntimeException e) {
            throw damaged(e);
        }
    }

    /// Puts the text up to the end of the element that has just begun behind `text`, and no more of it than to that
    /// length; elements inside are passed over.
    void text(StringBuilder text, int longest) throws IOException {
        int depth = 1;
        while (depth > 0 && hasNext()) {
            switch (next()) {
                case XMLStreamReader.START_ELEMENT -> depth++;
                case XMLStreamReader.END_ELEMENT -> depth--;
                case XMLStreamReader.CHARACTERS, XMLStreamReader.CDATA, XMLStreamReader.SPACE -> {
                    if (depth == 1) {
                        append(text, longest);
                    }
                }
                default -> {
                    // comments and the like are no text
                }
            }
        }
    }

    /// Goes to the end of the element that has just begun.
    void skip() throws IOException {
        int depth = 1;
        while (depth > 0 && toNextTag()) {
            depth += reader.isStartElement() ? 1 : -1;
        }
    }

    long bytesRead() {
        return in.count();
    }

    @Override
    public void close() throws IOException {
        in.close();
    }

    private void append(StringBuilder text, int longest) throws IOException {
        try {
            String more = reader.getText();
            text.append(more, 0, Math.max(0, Math.min(more.length(), longest - text.length())));
        } catch (RuntimeException e) {
            throw damaged(e);
        }
    }

    private boolean hasNext() throws IOException {
        try {
            return reader.hasNext();
        } catch (XMLStreamException | RuntimeException e) {
            throw damaged(e);
        }
    }

    private int next() throws IOException {
        in.allowMore();
        try {
            return reader.next();
        } catch (XMLStreamException | RuntimeException e) {
            throw damaged(e);
        }
    }

    private static IOException damaged(Exception e) {
        for (Throwable cause = e; cause != null; cause = cause.getCause()) {
            if (cause instanceof DamagedFile damaged) {
                return damaged;
            }
        }
        return DamagedFile.workbook(e);
    }

    private static XMLInputFactory factory() {
        XMLInputFactory factory = new InputFactoryImpl();
        factory.setProperty(XMLInputFactory.SUPPORT_DTD, false);
        factory.setProperty(XMLInputFactory.IS_SUPPORTING_EXTERNAL_ENTITIES, false);
        factory.setProperty(XMLInputFactory.IS_COALESCING, false);
        return factory;
    }
}
