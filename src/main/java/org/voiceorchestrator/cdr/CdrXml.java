package org.voiceorchestrator.cdr;

import java.io.StringReader;
import java.util.LinkedHashMap;
import java.util.Map;
import javax.xml.stream.XMLInputFactory;
import javax.xml.stream.XMLStreamException;
import javax.xml.stream.XMLStreamReader;

/// Reads the XML of mod_xml_cdr: `<cdr core-uuid=".."><variables><uuid>..</uuid>..</variables>` and the `<times>` of
/// the first `<callflow>`, which is the newest. Document types and entities of their own are refused.
final class CdrXml {
    private CdrXml() {}

    /// @throws IllegalArgumentException when it is no XML of a record
    static CdrReader.Recorded read(String text) {
        XMLInputFactory factory = XMLInputFactory.newDefaultFactory();
        factory.setProperty(XMLInputFactory.SUPPORT_DTD, false);
        factory.setProperty(XMLInputFactory.IS_SUPPORTING_EXTERNAL_ENTITIES, false);
        factory.setProperty(XMLInputFactory.IS_COALESCING, true);
        try {
            XMLStreamReader xml = factory.createXMLStreamReader(new StringReader(text));
            return read(xml);
        } catch (XMLStreamException e) {
            throw new IllegalArgumentException("Not XML that can be read: " + e.getMessage(), e);
        }
    }

    private static CdrReader.Recorded read(XMLStreamReader xml) throws XMLStreamException {
        String coreUuid = "";
        boolean aRecord = false;
        Map<String, String> variables = new LinkedHashMap<>();
        Map<String, String> times = new LinkedHashMap<>();
        while (xml.hasNext()) {
            if (xml.next() == XMLStreamReader.START_ELEMENT) {
                switch (xml.getLocalName()) {
                    case "cdr" -> {
                        aRecord = true;
                        String said = xml.getAttributeValue(null, "core-uuid");
                        coreUuid = said == null ? "" : said;
                    }
                    case "variables" -> children(xml).forEach(variables::putIfAbsent);
                    case "times" -> children(xml).forEach(times::putIfAbsent);
                    default -> {}
                }
            }
        }
        if (!aRecord) {
            throw new IllegalArgumentException("No <cdr> in it.");
        }
        return new CdrReader.Recorded(coreUuid, variables, times);
    }

    /// The texts of an element's children; of children that have children of their own, nothing.
    private static Map<String, String> children(XMLStreamReader xml) throws XMLStreamException {
        Map<String, String> texts = new LinkedHashMap<>();
        int depth = 0;
        String name = "";
        StringBuilder text = new StringBuilder();
        while (depth >= 0) {
            switch (xml.next()) {
                case XMLStreamReader.START_ELEMENT -> {
                    depth++;
                    name = xml.getLocalName();
                    text.setLength(0);
                }
                case XMLStreamReader.CHARACTERS, XMLStreamReader.CDATA -> text.append(xml.getText());
                case XMLStreamReader.END_ELEMENT -> {
                    if (depth == 1) {
                        texts.putIfAbsent(name, text.toString());
                    }
                    depth--;
                }
                default -> {}
            }
        }
        return texts;
    }
}
