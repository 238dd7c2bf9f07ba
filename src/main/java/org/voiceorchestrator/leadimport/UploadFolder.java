package org.voiceorchestrator.leadimport;

import io.micronaut.context.event.BeanCreatedEvent;
import io.micronaut.context.event.BeanCreatedEventListener;
import io.micronaut.http.server.HttpServerConfiguration.MultipartConfiguration;
import jakarta.inject.Singleton;
import org.voiceorchestrator.database.DataFolder;

/// Uploads on their way in are kept in the data folder, as everything that is the process's own: the system's
/// temporary folder may be in memory, or too small for a list of a million leads.
@Singleton
final class UploadFolder implements BeanCreatedEventListener<MultipartConfiguration> {
    private final DataFolder data;

    UploadFolder(DataFolder data) {
        this.data = data;
    }

    @Override
    public MultipartConfiguration onCreated(BeanCreatedEvent<MultipartConfiguration> event) {
        MultipartConfiguration configuration = event.getBean();
        configuration.setLocation(data.folder("tmp").toFile());
        return configuration;
    }
}
