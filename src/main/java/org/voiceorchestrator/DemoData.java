package org.voiceorchestrator;

import jakarta.inject.Singleton;
import java.time.Clock;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Locale;
import java.util.SplittableRandom;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.voiceorchestrator.campaign.CampaignNames;
import org.voiceorchestrator.campaign.Segment;
import org.voiceorchestrator.database.Database;

/// Something to see on an empty database: agents at work, campaigns, and leads; the same ones at each first start. The
/// leads' numbers look real, so the campaigns are active only where nobody's phone can ring.
@Singleton
final class DemoData {
    private static final Logger LOG = LoggerFactory.getLogger(DemoData.class);
    private static final int LEADS_A_CAMPAIGN = 300;
    private static final List<String> AGENTS =
            List.of("AgentAhmed", "AgentBushra", "AgentDanish", "AgentHina", "AgentSaad", "AgentZara");
    private static final List<String> FIRST_NAMES =
            List.of("Ali", "Ayesha", "Bilal", "Fatima", "Hamza", "Iqra", "Kamran", "Maryam", "Omar", "Sana", "Tariq");
    private static final List<String> LAST_NAMES =
            List.of("Ahmed", "Butt", "Chaudhry", "Hussain", "Khan", "Malik", "Qureshi", "Raza", "Sheikh", "Siddiqui");
    private static final List<String> CITIES =
            List.of("Karachi", "Lahore", "Islamabad", "Faisalabad", "Multan", "Peshawar", "Quetta", "Sialkot");

    private static final String ADD_AGENT = """
            INSERT INTO agents (agent_id, extension, email, status, wrap_up_seconds)
            VALUES (:agent, :extension, :email, 'available', 1)
            RETURNING id
            """;
    private static final String ADD_CAMPAIGN = """
            INSERT INTO campaigns (campaign_id, campaign_name, segment, agent_id, status, duration_days, started_at,
                created_at, updated_at)
            VALUES (:campaign, :name, :segment, :agent, :status, 30,
                CASE :status WHEN 'active' THEN :now END, :now, :now)
            RETURNING id
            """;
    private static final String ADD_LEADS = """
            INSERT INTO leads (campaign_id, phone_number, customer_name, city, segment, max_attempts, due_at,
                created_at, updated_at)
            SELECT :campaign, number, name, city, :segment, 3, :now, :now, :now
            FROM unnest(:numbers, :names, :cities) AS lead(number, name, city)
            ON CONFLICT DO NOTHING
            """;

    private final Database database;
    private final Clock clock;
    private final ZoneId businessZone;
    private final SplittableRandom random = new SplittableRandom(1);

    DemoData(Database database, Clock clock, ZoneId businessZone) {
        this.database = database;
        this.clock = clock;
        this.businessZone = businessZone;
    }

    /// @param active whether the campaigns are to be dialed at once
    void makeWhereThereIsNothing(boolean active) {
        database.inTransaction(() -> {
            if (database.sql("SELECT EXISTS (SELECT FROM agents) AS some").one(row -> row.bool("some"))) {
                LOG.info("--demo: there are agents already, nothing is made");
                return;
            }
            List<Segment> segments = List.copyOf(EnumSet.allOf(Segment.class));
            for (int i = 0; i < AGENTS.size(); i++) {
                addCampaign(addAgent(AGENTS.get(i), 101 + i), AGENTS.get(i), segments.get(i), active);
            }
            LOG.info("--demo: made {} agents and campaigns with {} leads each", AGENTS.size(), LEADS_A_CAMPAIGN);
        });
    }

    private long addAgent(String agent, int extension) {
        return database.sql(ADD_AGENT)
                .with("agent", agent)
                .with("extension", String.valueOf(extension))
                .with("email", agent.substring("Agent".length()).toLowerCase(Locale.ROOT) + "@example.com")
                .one(row -> row.bigint("id"));
    }

    private void addCampaign(long agent, String agentName, Segment segment, boolean active) {
        Instant now = clock.instant();
        String name = CampaignNames.first(agentName, segment, LocalDate.ofInstant(now, businessZone));
        long campaign = database.sql(ADD_CAMPAIGN)
                .with("campaign", name)
                .with("name", "Demonstration " + name)
                .with("segment", segment)
                .with("agent", agent)
                .with("status", active ? "active" : "draft")
                .with("now", now)
                .one(row -> row.bigint("id"));
        addLeads(campaign, segment, now);
    }

    private void addLeads(long campaign, Segment segment, Instant now) {
        List<String> numbers = new ArrayList<>();
        List<String> names = new ArrayList<>();
        List<String> cities = new ArrayList<>();
        for (int i = 0; i < LEADS_A_CAMPAIGN; i++) {
            numbers.add("9230%d%07d".formatted(random.nextInt(10), random.nextInt(10_000_000)));
            names.add(anyOf(FIRST_NAMES) + " " + anyOf(LAST_NAMES));
            cities.add(anyOf(CITIES));
        }
        database.sql(ADD_LEADS)
                .with("campaign", campaign)
                .with("segment", segment)
                .with("numbers", numbers)
                .with("names", names)
                .with("cities", cities)
                .with("now", now)
                .update();
    }

    private String anyOf(List<String> words) {
        return words.get(random.nextInt(words.size()));
    }
}
