package org.voiceorchestrator.simulation;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.StringReader;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import javax.xml.parsers.DocumentBuilderFactory;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.constraints.DoubleRange;
import org.junit.jupiter.api.Test;
import org.voiceorchestrator.pacing.DialingMode;
import org.voiceorchestrator.pacing.PacingRule;
import org.voiceorchestrator.simulation.LineChart.Point;
import org.voiceorchestrator.simulation.LineChart.Series;
import org.w3c.dom.Document;
import org.w3c.dom.Element;
import org.w3c.dom.NodeList;
import org.xml.sax.InputSource;

class LineChartTest {
    @Test
    void theChartsOfADayNameTheirModesUnitsAndLimit() throws Exception {
        CampaignDay day = RandomDays.day(3);
        List<DayReport> reports = List.of(
                Simulation.play(day, PacingRule.of(DialingMode.PROGRESSIVE), 1),
                Simulation.play(day, PacingRule.of(DialingMode.PREDICTIVE), 1));
        Map<String, String> charts = DayCharts.of(day, reports);
        assertThat(charts).containsOnlyKeys("calls.svg", "occupancy.svg", "abandoned.svg");
        for (String chart : charts.values()) {
            assertThat(texts(chart)).contains("progressive", "predictive", "hours since the beginning");
        }
        assertThat(texts(charts.getOrDefault("calls.svg", ""))).contains("calls an hour");
        assertThat(texts(charts.getOrDefault("abandoned.svg", ""))).contains("limit", "% of the answered calls");
    }

    @Property
    void namesWithSpecialCharactersAndPointsOutsideOfTheAxesDoNoHarm(
            @ForAll("names") String name,
            @ForAll @DoubleRange(min = -10, max = 1000) double x,
            @ForAll @DoubleRange(min = -10, max = 1e6) double y,
            @ForAll @DoubleRange(min = 0.01, max = 1e6) double top)
            throws Exception {
        LineChart chart =
                new LineChart(name, "x", "y", 8, top, List.of(new Series(name, List.of(new Point(x, y)))), List.of());
        Document document = parsed(chart.svg());
        assertThat(document.getDocumentElement().getTagName()).isEqualTo("svg");
        assertThat(texts(chart.svg())).contains(name.strip());
        NodeList paths = document.getElementsByTagName("path");
        for (int i = 0; i < paths.getLength(); i++) {
            assertThat(((Element) paths.item(i)).getAttribute("d")).matches("[-MLHVhv0-9. ]+");
        }
    }

    @Provide
    Arbitrary<String> names() {
        return Arbitraries.of("a < b & c > d", "]]>", "&amp;", "<script/>", "Umlaut ä");
    }

    private static List<String> texts(String svg) throws Exception {
        NodeList nodes = parsed(svg).getElementsByTagName("text");
        List<String> texts = new ArrayList<>();
        for (int i = 0; i < nodes.getLength(); i++) {
            texts.add(nodes.item(i).getTextContent());
        }
        return texts;
    }

    private static Document parsed(String svg) throws Exception {
        return DocumentBuilderFactory.newInstance().newDocumentBuilder().parse(new InputSource(new StringReader(svg)));
    }
}
