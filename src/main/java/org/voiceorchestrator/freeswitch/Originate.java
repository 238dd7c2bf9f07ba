package org.voiceorchestrator.freeswitch;

import java.time.Duration;

/// One call to be made, and what happens to it once it is answered.
public record Originate(EslVariables variables, EslEndpoint endpoint, Then then) {
    public Originate {
        variables = variables.copy();
    }

    public sealed interface Then {
        String text();
    }

    /// It waits for a later `uuid_bridge`.
    public record Park() implements Then {
        @Override
        public String text() {
            return "&park()";
        }
    }

    /// It is connected to a second call, which is made now. Free text can't be given to that one: the switch expands
    /// `${..}` in an application's arguments.
    public record Bridge(EslVariables variables, EslEndpoint endpoint) implements Then {
        public Bridge {
            variables = variables.copy();
            if (variables.hasFreeText()) {
                throw new IllegalArgumentException("a bridge takes no variables with free text");
            }
        }

        @Override
        public String text() {
            return "&bridge(" + variables.text() + endpoint.text() + ")";
        }
    }

    /// It hears a sound, and then it is over.
    public record Playback(String sound) implements Then {
        public Playback {
            CommandText.sound(sound);
        }

        @Override
        public String text() {
            return "&playback(" + sound + ")";
        }
    }

    /// It hears a sound, then there is silence for a while in which a key can be pressed, and then it is over.
    public record PlaybackAndPause(String sound, Duration pause) implements Then {
        public PlaybackAndPause {
            CommandText.sound(sound);
        }

        @Override
        public String text() {
            return "&playback(" + CommandText.soundAndPause(sound, pause) + ")";
        }
    }

    String text() {
        return variables.text() + endpoint.text() + " " + then.text();
    }
}
