package org.voiceorchestrator.security;

import io.micronaut.serde.annotation.Serdeable;
import io.swagger.v3.oas.annotations.media.Schema;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.voiceorchestrator.database.Names;
import org.voiceorchestrator.http.ApiDoc;
import org.voiceorchestrator.http.Fields;

/// A user as somebody wants it.
///
/// @param password at least 10 characters; left out in a change, the old one stays
/// @param agent id of the agent that an agent's user is
@Serdeable
record UserDraft(
        @ApiDoc.MayBeLeftOut String username,
        @Nullable String password,

        @Schema(requiredMode = Schema.RequiredMode.NOT_REQUIRED)
        Role role,

        @Nullable Long agent,
        @ApiDoc.MayBeLeftOut boolean isActive) {

    static UserDraft read(@Nullable Map<String, ?> body, @Nullable UserAccount existing) {
        Fields fields = Fields.of(body);
        String username =
                fields.filledText("username", 150).required(existing == null ? null : existing.username(), "");
        String password = fields.text("password", 200).orNull(null);
        if (existing == null && password == null) {
            fields.reject("password", "This field is required.");
        }
        if (password != null && !Passwords.acceptable(password)) {
            fields.reject("password", "Ensure this field has at least " + Passwords.SHORTEST + " characters.");
        }
        Role role = fields.choice("role", Role.class)
                .required(existing == null ? null : Names.parse(Role.class, existing.role()), Role.VIEWER);
        Long agent = fields.idOrNull("agent").orNull(existing == null ? null : existing.agent());
        boolean active = fields.bool("is_active").orElse(existing == null || existing.isActive());
        fields.refuseErrors();
        return new UserDraft(username, password, role, agent, active);
    }

    @Override
    public String toString() {
        return "UserDraft[" + username + ", " + role + "]";
    }
}
