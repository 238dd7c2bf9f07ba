package org.voiceorchestrator;

import java.io.IOException;
import java.io.InputStream;
import java.util.Properties;
import picocli.CommandLine.IVersionProvider;

/// The version that was built.
final class Version implements IVersionProvider {
    @Override
    public String[] getVersion() throws IOException {
        try (InputStream in = Version.class.getResourceAsStream("/version.properties")) {
            Properties properties = new Properties();
            properties.load(in);
            return new String[] {"Voice Orchestrator " + properties.getProperty("version")};
        }
    }
}
