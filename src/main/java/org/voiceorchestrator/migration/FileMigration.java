package org.voiceorchestrator.migration;

import jakarta.inject.Singleton;
import java.util.Objects;
import java.util.stream.Collectors;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.voiceorchestrator.http.FieldErrors;
import org.voiceorchestrator.http.RuleViolation;
import org.voiceorchestrator.leadimport.ImportOrder;
import org.voiceorchestrator.leadimport.LeadImporter;

/// One file: its agent and campaign are made, it is imported as any upload is, and verified.
@Singleton
final class FileMigration {
    private static final Logger LOG = LoggerFactory.getLogger(FileMigration.class);

    private final CampaignMaking making;
    private final LeadImporter importer;
    private final Verification verification;
    private final MigrationStore store;

    FileMigration(CampaignMaking making, LeadImporter importer, Verification verification, MigrationStore store) {
        this.making = making;
        this.importer = importer;
        this.verification = verification;
        this.store = store;
    }

    /// @return the file as it then is: imported, or broken
    /// @throws MigrationStopped when the onlooker wanted it; then nothing of the file is in
    MigrationFile migrate(long id, TelecardPlanner.Planned planned, MigrationOrder order, Onlooker onlooker) {
        MigrationFile file = planned.state();
        try {
            store.save(id, file.with(MigrationFileStatus.IMPORTING, ""));
            TelecardName.Good name = Objects.requireNonNull(planned.name());
            long campaign = making.make(
                            name,
                            file.extension(),
                            order.options().durationDays(),
                            order.by(),
                            made -> store.link(id, file.fileName(), made.agent(), made.campaign()))
                    .campaign();
            return verification.verified(file, planned.rows(), campaign, log(planned, name, order));
        } catch (RuleViolation e) {
            return file.with(MigrationFileStatus.BROKEN, e.getMessage() + ".");
        } catch (FieldErrors e) {
            return file.with(MigrationFileStatus.BROKEN, sentences(e));
        } catch (RuntimeException e) {
            if (onlooker.stopped()) {
                throw new MigrationStopped();
            }
            LOG.error("the migration of {} broke off", file.fileName(), e);
            return file.with(
                    MigrationFileStatus.BROKEN, "The import broke off and nothing of it was stored; run it again.");
        }
    }

    /// @return the id of the log of the import, of this one or an earlier one
    private long log(TelecardPlanner.Planned planned, TelecardName.Good name, MigrationOrder order) {
        MigrationFile file = planned.state();
        Long earlier = file.importLog();
        if (earlier != null) {
            planned.file().onlooker().read(file.sizeBytes());
            return earlier;
        }
        return importer.importFile(new ImportOrder(
                        name.campaignId(),
                        name.segment(),
                        planned.file().asLeadFile(file.sha256()),
                        order.by().username()))
                .id();
    }

    private static String sentences(FieldErrors e) {
        return e.errors().entrySet().stream()
                .map(field -> field.getKey() + ": " + String.join(" ", field.getValue()))
                .collect(Collectors.joining(" "));
    }
}
