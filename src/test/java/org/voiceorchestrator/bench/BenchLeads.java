package org.voiceorchestrator.bench;

import java.util.List;
import org.voiceorchestrator.database.Database;

/// Leads and calls for measurements, made by the database: 200 campaigns, one of which has half of the leads, imported
/// in 400 turns; 100 first and 60 last names, some common and some not.
final class BenchLeads {
    private static final List<String> FIRST = List.of(
            "Muhammad Ahmed Ali Hassan Hussain Usman Bilal Hamza Umar Abdullah Ibrahim Fatima Ayesha Zainab Maryam Khadija Sana Hira Iqra Amna Saad Faisal Imran Kamran Adnan Asad Waqas Tariq Nasir Rashid Shahid Khalid Javed Naveed Nadeem Saleem Aslam Akram Arshad Zahid Majid Sajid Amjad Rizwan Irfan Farhan Noman Salman Arslan Zeeshan Junaid Fahad Hammad Talha Mustafa Murtaza Raza Haider Abbas Jafar Kazim Sadiq Yousuf Yaqoob Ismail Idrees Dawood Sulaiman Yahya Musa Haroon Luqman Ayub Shoaib Zubair Talib Qasim Tahir Tayyab Owais Anas Huma Nida Rabia Sidra Saima Samina Shazia Rukhsana Nasreen Parveen Shabana Yasmeen Farzana Rubina"
                    .split(" ", -1));
    private static final List<String> LAST = List.of(
            "Khan Malik Butt Chaudhry Sheikh Qureshi Siddiqui Ansari Hashmi Rizvi Naqvi Zaidi Bukhari Gilani Shah Mirza Baig Mughal Rajput Bhatti Gondal Warraich Cheema Chattha Sandhu Gill Randhawa Virk Awan Abbasi Satti Kiani Janjua Minhas Dogar Arain Jutt Gujjar Kamboh Memon Soomro Bhutto Junejo Talpur Khoso Mengal Bugti Marri Rind Afridi Yousafzai Khattak Orakzai Wazir Mehsud Bangash Durrani Lodhi Niazi Tareen Kakar"
                    .split(" ", -1));

    private static final String CAMPAIGNS = """
            WITH agent AS (
                INSERT INTO agents (id, agent_id, extension)
                SELECT i, 'Agent' || i, (100 + i)::text
                FROM generate_series(1, 20) AS i
                RETURNING id
            )
            INSERT INTO campaigns (id, campaign_id, campaign_name, segment, agent_id)
            SELECT i, 'Campaign-' || i, 'Campaign ' || i, (:segments::text[])[1 + i % 6], a.id
            FROM generate_series(1, 200) AS i
            JOIN agent AS a ON a.id = 1 + i % 20
            """;

    private static final String LEADS = """
            INSERT INTO leads (id, campaign_id, phone_number, customer_name, city, segment, status, attempt_count, metadata,
                               import_log_id, due_at, created_at, updated_at)
            SELECT id, campaign, '923' || lpad((id * 7919 * 104729 % 500000000)::text, 9, '0'), name,
                   (:cities::text[])[1 + id % 6], (:segments::text[])[1 + campaign % 6], status,
                   (status NOT IN ('pending', 'skipped'))::int, '{"shop": "7"}', turn, at, at, at
            FROM (
                SELECT id, turn, timestamptz '2026-01-01' + turn * interval '1 hour' AS at,
                       CASE WHEN turn % 2 = 0 THEN 1 ELSE 2 + turn / 2 % 199 END AS campaign,
                       (:first::text[])[1 + floor(power(random(), 2) * cardinality(:first::text[]))::int] || ' '
                           || (:last::text[])[1 + floor(power(random(), 2) * cardinality(:last::text[]))::int]
                           || CASE WHEN id % 3 = 0
                                   THEN ' ' || (:last::text[])[1 + floor(random() * cardinality(:last::text[]))::int]
                                   WHEN id % 50 = 0 THEN ' ' || substr(md5(id::text), 1, 6)
                                   ELSE '' END AS name,
                       CASE WHEN id % 100003 = 0 THEN 'skipped'
                            WHEN id % 2003 = 0 THEN 'do_not_call'
                            ELSE (ARRAY['pending', 'pending', 'pending', 'pending', 'pending', 'pending', 'completed',
                                        'completed', 'failed', 'called'])[1 + floor(random() * 10)::int] END AS status
                FROM (SELECT i AS id, i / greatest(1, :leads::bigint / 400) AS turn
                      FROM generate_series(:from::bigint, :to::bigint) AS i) AS numbered
            ) AS made
            """;

    private static final String CALLS = """
            INSERT INTO call_logs (call_id, freeswitch_uuid, agent_id, campaign_id, lead_id, phone_number, status,
                                   worker_id, initiated_at, ended_at, attempt_number)
            SELECT call, call, 1 + campaign_id % 20, campaign_id, lead, phone_number,
                   CASE WHEN lead % 50021 = 0 THEN 'lost'
                        ELSE (ARRAY['completed', 'no_answer', 'busy', 'failed'])[1 + lead % 4] END,
                   call, at, at + interval '1 minute', 1
            FROM (SELECT gen_random_uuid() AS call, id AS lead, campaign_id, phone_number,
                         created_at + (id % 3600) * interval '1 second' AS at
                  FROM leads
                  WHERE status NOT IN ('pending', 'skipped')) AS called
            """;

    private static final int AT_ONCE = 500_000;

    private BenchLeads() {}

    static long count(Database database) {
        return database.sql("SELECT coalesce(sum(total_leads), 0) AS n FROM campaign_figures")
                .one(row -> row.bigint("n"));
    }

    static void fill(Database database, long leads) {
        List<String> segments = List.of("follow_up", "active", "growth", "active_churn", "growth_churn", "acquisition");
        database.sql(CAMPAIGNS).with("segments", segments).update();
        for (long from = 1; from <= leads; from += AT_ONCE) {
            database.sql(LEADS)
                    .with("segments", segments)
                    .with("cities", List.of("Lahore", "Karachi", "Multan", "Quetta", "Peshawar", "Sialkot"))
                    .with("first", FIRST)
                    .with("last", LAST)
                    .with("leads", leads)
                    .with("from", from)
                    .with("to", Math.min(leads, from + AT_ONCE - 1))
                    .update();
            System.out.printf("%,d leads made%n", Math.min(leads, from + AT_ONCE - 1));
        }
        database.sql(CALLS).update();
        // as the autovacuum does within minutes
        database.sql("VACUUM ANALYZE leads").update();
        database.sql("VACUUM ANALYZE call_logs").update();
    }
}
