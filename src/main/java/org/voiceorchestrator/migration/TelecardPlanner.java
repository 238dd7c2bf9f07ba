package org.voiceorchestrator.migration;

import jakarta.inject.Singleton;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;
import org.voiceorchestrator.campaign.Campaign;
import org.voiceorchestrator.campaign.CampaignStatus;
import org.voiceorchestrator.campaign.Campaigns;
import org.voiceorchestrator.database.Names;

/// Looks at every name and reads every file to its end, and tells what would become of it. Writes nothing.
@Singleton
final class TelecardPlanner {
    /// @param rows of the file, counted by this reading; what the import counts is compared with it
    /// @param name null where it is no good
    record Planned(WatchedFile file, TelecardName.@Nullable Good name, long rows, MigrationFile state) {
        boolean usable() {
            return state.status() != MigrationFileStatus.UNUSABLE;
        }

        Planned withState(MigrationFile newState) {
            return new Planned(file, name, rows, newState);
        }
    }

    private final FileReading reading;
    private final KnownThings known;
    private final Campaigns campaigns;
    private final Verification verification;

    TelecardPlanner(FileReading reading, KnownThings known, Campaigns campaigns, Verification verification) {
        this.reading = reading;
        this.known = known;
        this.campaigns = campaigns;
        this.verification = verification;
    }

    /// @throws MigrationStopped when the onlooker wants it
    List<Planned> plan(MigrationOrder order, Onlooker onlooker) {
        List<WatchedFile> files = order.files().files().stream()
                .map((Path path) -> new WatchedFile(path, onlooker))
                .toList();
        long bytes = files.stream().mapToLong(WatchedFile::size).sum();
        onlooker.toRead(order.options().dryRun() ? bytes : 2 * bytes);
        Set<String> names = new HashSet<>();
        List<Planned> plan = new ArrayList<>();
        for (WatchedFile file : files) {
            if (onlooker.stopped()) {
                throw new MigrationStopped();
            }
            Planned planned = plan(file, names);
            plan.add(planned);
            onlooker.checked(planned.state());
        }
        return withExtensions(plan, order.options().extensions());
    }

    private Planned plan(WatchedFile file, Set<String> names) {
        try {
            return switch (TelecardName.parse(file.name())) {
                case TelecardName.Bad(var problem) -> unusable(file, "", problem);
                case TelecardName.Good name
                when !names.add(name.campaignId()) ->
                    unusable(file, "", "Another file of this folder names the same campaign.");
                case TelecardName.Good name -> plan(file, name, file.sha256());
            };
        } catch (IOException | UncheckedIOException e) {
            if (e instanceof WatchedFile.Stopped || e.getCause() instanceof WatchedFile.Stopped) {
                throw new MigrationStopped();
            }
            return unusable(file, "", "The file cannot be read (" + e.getMessage() + ").");
        }
    }

    private Planned plan(WatchedFile file, TelecardName.Good name, String sha256) throws IOException {
        Optional<Campaign> campaign = campaigns.findByCampaignId(name.campaignId());
        Optional<Long> log = campaign.flatMap(existing -> known.finishedImport(existing.id(), sha256));
        Optional<String> obstacle = campaign.flatMap(existing -> obstacle(existing, name, log.isPresent()));
        if (obstacle.isPresent()) {
            return unusable(file, sha256, obstacle.get());
        }
        return switch (reading.read(file::open, campaign)) {
            case FileReading.Result.Refused(var messages) -> unusable(file, sha256, String.join("; ", messages) + ".");
            case FileReading.Result.Counted(var counts) ->
                new Planned(file, name, counts.rows(), state(file, name, sha256, campaign, log, counts));
        };
    }

    private MigrationFile state(
            WatchedFile file,
            TelecardName.Good name,
            String sha256,
            Optional<Campaign> campaign,
            Optional<Long> log,
            RowCounts expected) {
        Optional<KnownThings.KnownAgent> agent = known.agent(name.agentId());
        return new MigrationFile(
                file.name(),
                file.size(),
                sha256,
                name.campaignId(),
                name.agentId(),
                agent.map(KnownThings.KnownAgent::extension).orElse(""),
                agent.map(KnownThings.KnownAgent::madeHere).orElse(true),
                campaign.map(existing -> known.campaignMadeHere(existing.id())).orElse(true),
                MigrationFileStatus.WAITING,
                log.isPresent(),
                log.orElse(null),
                log.map(verification::stored).orElse(expected),
                false,
                campaign.map(existing -> Names.of(existing.status())).orElse(""),
                "");
    }

    /// Why this campaign, which is here already, cannot take the file.
    private static Optional<String> obstacle(Campaign campaign, TelecardName.Good name, boolean alreadyIn) {
        if (campaign.segment() != name.segment()) {
            return Optional.of("The campaign " + name.campaignId() + " is here already, of segment "
                    + Names.of(campaign.segment()) + ".");
        }
        if (!campaign.agentName().equals(name.agentId())) {
            return Optional.of(
                    "The campaign " + name.campaignId() + " is here already, of agent " + campaign.agentName() + ".");
        }
        boolean takesLeads = campaign.status() == CampaignStatus.DRAFT || campaign.status() == CampaignStatus.ACTIVE;
        return takesLeads || alreadyIn
                ? Optional.empty()
                : Optional.of("The campaign " + name.campaignId() + " is " + Names.of(campaign.status())
                        + "; leads can be imported only while it is draft or active.");
    }

    /// Agents get their extensions in the order of their names, so that a run that continues gives out the same.
    private List<Planned> withExtensions(List<Planned> plan, Extensions extensions) {
        Extensions.Dispenser dispenser = extensions.dispenser(known.extensions());
        missingAgents(plan).forEach(dispenser::forAgent);
        return plan.stream()
                .map(planned -> planned.usable() && planned.state().extension().isEmpty()
                        ? withExtension(planned, dispenser)
                        : planned)
                .toList();
    }

    private static Set<String> missingAgents(List<Planned> plan) {
        Set<String> missing = new TreeSet<>();
        plan.stream()
                .filter(planned ->
                        planned.usable() && planned.state().extension().isEmpty())
                .forEach(planned -> missing.add(planned.state().agentId()));
        return missing;
    }

    private static Planned withExtension(Planned planned, Extensions.Dispenser dispenser) {
        MigrationFile state = planned.state();
        return planned.withState(dispenser
                .forAgent(state.agentId())
                .map(state::withExtension)
                .orElseGet(() -> MigrationFile.unusable(
                        state.fileName(),
                        state.sizeBytes(),
                        state.sha256(),
                        "The agent " + state.agentId() + " is not here and no extension is given for it: list it in"
                                + " extensions, or give first_extension, from which on free ones are taken.")));
    }

    private static Planned unusable(WatchedFile file, String sha256, String problem) {
        return new Planned(file, null, 0, MigrationFile.unusable(file.name(), file.size(), sha256, problem));
    }
}
