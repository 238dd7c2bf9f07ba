package org.voiceorchestrator.phone;

import com.google.i18n.phonenumbers.NumberParseException;
import com.google.i18n.phonenumbers.PhoneNumberToTimeZonesMapper;
import com.google.i18n.phonenumbers.PhoneNumberUtil;
import java.time.ZoneId;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/// On whose clock a number rings, as libphonenumber's table of prefixes knows it. Numbers of countries with several
/// zones that do not tell which (mobiles, toll-free ones) go by the customer's city, where that is a large one. Safe
/// for many threads.
public final class NumberZones {
    /// Country code 92 is one country with one zone: its numbers cost no look-up.
    private static final String PAKISTAN = "92";

    private static final ZoneId KARACHI = ZoneId.of("Asia/Karachi");

    private static final Set<String> KNOWN = ZoneId.getAvailableZoneIds();

    private static final Map<String, ZoneId> CITIES = Map.ofEntries(
                    Map.entry(
                            "America/New_York",
                            "new york,boston,philadelphia,washington,atlanta,miami,orlando,tampa,jacksonville,"
                                    + "charlotte,baltimore,pittsburgh,cleveland,columbus,cincinnati"),
                    Map.entry("America/Detroit", "detroit"),
                    Map.entry("America/Indiana/Indianapolis", "indianapolis"),
                    Map.entry(
                            "America/Chicago",
                            "chicago,houston,dallas,austin,san antonio,fort worth,new orleans,memphis,nashville,"
                                    + "milwaukee,minneapolis,st. louis,saint louis,kansas city,oklahoma city"),
                    Map.entry("America/Denver", "denver,salt lake city,albuquerque,el paso,colorado springs"),
                    Map.entry("America/Phoenix", "phoenix,tucson,mesa"),
                    Map.entry(
                            "America/Los_Angeles",
                            "los angeles,san francisco,san diego,san jose,seattle,portland,las vegas,sacramento,oakland"),
                    Map.entry("America/Anchorage", "anchorage"),
                    Map.entry("Pacific/Honolulu", "honolulu"),
                    Map.entry("America/Toronto", "toronto,ottawa,montreal,quebec,mississauga,hamilton"),
                    Map.entry("America/Winnipeg", "winnipeg"),
                    Map.entry("America/Edmonton", "calgary,edmonton"),
                    Map.entry("America/Vancouver", "vancouver"),
                    Map.entry("America/Halifax", "halifax"),
                    Map.entry("Australia/Sydney", "sydney,canberra,newcastle,wollongong"),
                    Map.entry("Australia/Melbourne", "melbourne,geelong"),
                    Map.entry("Australia/Brisbane", "brisbane,gold coast,cairns"),
                    Map.entry("Australia/Adelaide", "adelaide"),
                    Map.entry("Australia/Perth", "perth,fremantle"),
                    Map.entry("Australia/Darwin", "darwin"),
                    Map.entry("Australia/Hobart", "hobart"),
                    Map.entry("America/Sao_Paulo", "sao paulo,são paulo,rio de janeiro,brasilia,brasília,curitiba"),
                    Map.entry("America/Manaus", "manaus"),
                    Map.entry("America/Mexico_City", "mexico city,guadalajara,monterrey,puebla"),
                    Map.entry("America/Tijuana", "tijuana"),
                    Map.entry("Asia/Jakarta", "jakarta,bandung,surabaya,semarang,medan"),
                    Map.entry("Asia/Makassar", "makassar,denpasar"),
                    Map.entry("Europe/Moscow", "moscow,saint petersburg,st. petersburg"),
                    Map.entry("Asia/Yekaterinburg", "yekaterinburg"),
                    Map.entry("Asia/Novosibirsk", "novosibirsk"),
                    Map.entry("Asia/Vladivostok", "vladivostok"),
                    Map.entry("Europe/Madrid", "madrid,barcelona,valencia,sevilla"),
                    Map.entry("Atlantic/Canary", "las palmas,santa cruz de tenerife"),
                    Map.entry("Europe/Lisbon", "lisbon,lisboa,porto"))
            .entrySet()
            .stream()
            .flatMap(entry -> List.of(entry.getValue().split(",", -1)).stream()
                    .map(city -> Map.entry(city, ZoneId.of(entry.getKey()))))
            .collect(Collectors.toUnmodifiableMap(Map.Entry::getKey, Map.Entry::getValue));

    private final PhoneNumberUtil reader = PhoneNumberUtil.getInstance();
    private final PhoneNumberToTimeZonesMapper mapper = PhoneNumberToTimeZonesMapper.getInstance();

    /// The zone of a number; empty where neither it nor the city tells.
    public Optional<ZoneId> of(PhoneNumber number, String city) {
        if (number.digits().startsWith(PAKISTAN)) {
            return Optional.of(KARACHI);
        }
        List<ZoneId> candidates = candidates(number);
        if (candidates.stream().map(ZoneId::getRules).distinct().count() == 1) {
            return Optional.of(candidates.getFirst());
        }
        // a city of that name may be in another country
        return Optional.ofNullable(CITIES.get(city.strip().toLowerCase(Locale.ROOT)))
                .filter(zone -> candidates.stream().anyMatch(other -> sameClock(zone, other)));
    }

    /// The zones of leads of a campaign that is in this zone.
    public Besides besides(ZoneId campaigns) {
        return new Besides(campaigns);
    }

    private static boolean sameClock(ZoneId one, ZoneId other) {
        return one.getRules().equals(other.getRules());
    }

    private List<ZoneId> candidates(PhoneNumber number) {
        try {
            return mapper.getTimeZonesForNumber(reader.parse(number.e164(), null)).stream()
                    .filter(KNOWN::contains)
                    .map(ZoneId::of)
                    .toList();
        } catch (NumberParseException e) {
            return List.of();
        }
    }

    /// The zones that leads have beside their campaign's.
    public final class Besides {
        private final ZoneId campaigns;
        private final @Nullable String ofPakistanis;

        private Besides(ZoneId campaigns) {
            this.campaigns = campaigns;
            this.ofPakistanis = ownName(KARACHI);
        }

        /// The IANA name of a number's own zone; null where it goes by the campaign's clock.
        public @Nullable String of(PhoneNumber number, String city) {
            if (number.digits().startsWith(PAKISTAN)) {
                return ofPakistanis;
            }
            return NumberZones.this.of(number, city).map(this::ownName).orElse(null);
        }

        private @Nullable String ownName(ZoneId zone) {
            return sameClock(zone, campaigns) ? null : zone.getId();
        }
    }
}
