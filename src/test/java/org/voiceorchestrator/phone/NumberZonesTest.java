package org.voiceorchestrator.phone;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.ZoneId;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class NumberZonesTest {
    private static final NumberZones ZONES = new NumberZones();

    @ParameterizedTest
    @CsvSource({
        "923001234567, '', Asia/Karachi",
        "922134567890, New York, Asia/Karachi",
        "442071838750, '', Europe/London",
        "971501234567, '', Asia/Dubai",
        "12125550123, '', America/New_York",
        "12135550123, Chicago, America/Los_Angeles",
        "61412345678, ' Perth', Australia/Perth",
        "61412345678, sydney, Australia/Sydney",
        "18005550123, Denver, America/Denver",
    })
    void aNumberTellsItsZoneOrElseItsCityDoes(String number, String city, String zone) {
        assertThat(ZONES.of(new PhoneNumber(number), city)).contains(ZoneId.of(zone));
    }

    @ParameterizedTest
    @CsvSource({"61412345678, ''", "61412345678, Chicago", "18005550123, Smallville"})
    void whatNeitherTellsIsNotGuessed(String number, String city) {
        assertThat(ZONES.of(new PhoneNumber(number), city)).isEmpty();
    }

    @Test
    void aLeadHasAZoneOfItsOwnOnlyWhereItsClockDiffersFromItsCampaigns() {
        PhoneNumber pakistani = new PhoneNumber("923001234567");
        assertThat(ZONES.besides(ZoneId.of("Asia/Karachi")).of(pakistani, "")).isNull();
        assertThat(ZONES.besides(ZoneId.of("Asia/Dubai")).of(pakistani, "")).isEqualTo("Asia/Karachi");
        NumberZones.Besides eastern = ZONES.besides(ZoneId.of("US/Eastern"));
        assertThat(eastern.of(new PhoneNumber("12125550123"), "")).isNull();
        assertThat(eastern.of(new PhoneNumber("12135550123"), "")).isEqualTo("America/Los_Angeles");
        assertThat(eastern.of(new PhoneNumber("61412345678"), "")).isNull();
    }
}
