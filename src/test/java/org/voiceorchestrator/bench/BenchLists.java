package org.voiceorchestrator.bench;

import java.io.BufferedWriter;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.nio.file.Files;
import java.nio.file.Path;
import org.voiceorchestrator.testkit.TestServer;

/// Campaigns and lists of leads for them.
record BenchLists(TestServer server) {
    private static final long MOBILE_NUMBERS = 200_000_000;
    /// Has no factor in common with the above: the numbers repeat only after all of them.
    private static final long STEP = 193_877_777;

    void draftCampaign(String name) {
        server.database().sql("""
                        WITH agent AS (
                            INSERT INTO agents (agent_id, extension, status, max_concurrent_calls)
                            VALUES (:name, '101', 'available', 1000)
                            RETURNING id
                        )
                        INSERT INTO campaigns (campaign_id, campaign_name, segment, agent_id)
                        SELECT :name, :name, 'follow_up', id
                        FROM agent
                        """).with("name", name).update();
    }

    void activeCampaign(String name) {
        draftCampaign(name);
        server.database().sql("""
                        UPDATE campaigns
                        SET status = 'active',
                            started_at = now()
                        WHERE campaign_id = :name
                        """).with("name", name).update();
    }

    void pause(String name) {
        server.database()
                .sql("UPDATE campaigns SET status = 'paused' WHERE campaign_id = :name")
                .with("name", name)
                .update();
    }

    void fill(String name, int leads) {
        server.database().sql("""
                        INSERT INTO leads (campaign_id, phone_number, segment)
                        SELECT c.id, (923400000000 + n)::text, 'follow_up'
                        FROM campaigns AS c, generate_series(1, :leads) AS n
                        WHERE c.campaign_id = :name
                        """).with("name", name).with("leads", leads).update();
    }

    HttpRequest upload(String campaign, Path file) throws IOException {
        String head = "--b\r\nContent-Disposition: form-data; name=\"campaign_id\"\r\n\r\n" + campaign
                + "\r\n--b\r\nContent-Disposition: form-data; name=\"segment\"\r\n\r\nfollow_up"
                + "\r\n--b\r\nContent-Disposition: form-data; name=\"csv_file\"; filename=\"bench.csv\"\r\n\r\n";
        return HttpRequest.newBuilder(URI.create(server.url() + "/api/dialer/csv-upload/upload/"))
                .header("Authorization", "Bearer " + server.token("admin"))
                .header("Content-Type", "multipart/form-data; boundary=b")
                .POST(BodyPublishers.concat(
                        BodyPublishers.ofString(head),
                        BodyPublishers.ofFile(file),
                        BodyPublishers.ofString("\r\n--b--\r\n")))
                .build();
    }

    /// A list as supervisors have them: numbers all over the mobile range in several ways of writing, no two alike.
    static void write(Path file, int rows) throws IOException {
        try (BufferedWriter csv = Files.newBufferedWriter(file)) {
            csv.write("name,number,city,attempts,shop\n");
            for (int i = 0; i < rows; i++) {
                String digits = digits(i);
                String written = switch (i % 4) {
                    case 0 -> "0" + digits;
                    case 1 -> "92" + digits;
                    case 2 -> "+92 " + digits.substring(0, 3) + " " + digits.substring(3);
                    default -> digits;
                };
                csv.write("Customer " + i + "," + written + ",Lahore,3,\"Shop " + i + ", Anarkali\"\n");
            }
        }
    }

    /// The same leads as COPY takes them into campaign 1: campaign_id, phone_number, customer_name, city, segment,
    /// max_attempts, metadata.
    static void writeNormalised(Path file, int rows) throws IOException {
        try (BufferedWriter copy = Files.newBufferedWriter(file)) {
            for (int i = 0; i < rows; i++) {
                copy.write("1\t92" + digits(i) + "\tCustomer " + i + "\tLahore\tfollow_up\t3\t{\"shop\": \"Shop " + i
                        + ", Anarkali\"}\n");
            }
        }
    }

    /// Of a mobile number, without country code: 3000000000 and up.
    private static String digits(int i) {
        return String.valueOf(3_000_000_000L + i * STEP % MOBILE_NUMBERS);
    }
}
