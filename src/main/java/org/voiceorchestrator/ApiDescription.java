package org.voiceorchestrator;

import io.swagger.v3.oas.annotations.OpenAPIDefinition;
import io.swagger.v3.oas.annotations.enums.SecuritySchemeType;
import io.swagger.v3.oas.annotations.info.Info;
import io.swagger.v3.oas.annotations.security.SecurityScheme;
import io.swagger.v3.oas.annotations.tags.Tag;

/// What the specification of the API says before its routes.
@OpenAPIDefinition(
        info = @Info(title = "Voice Orchestrator", version = "${project.version}", description = """
                                An outbound dialer: lead lists become calls over FreeSWITCH, calls become figures.

                                **Signing in.** `POST /api/auth/login` gives an access token (good for 30 minutes, or until signing out) \
                                and a refresh token (good for one use within two weeks). Every route but those for \
                                signing in wants `Authorization: Bearer <access token>`. Roles: admin (all), supervisor \
                                (campaigns, leads, uploads, agents, logs), agent (own leads, calls and state), viewer \
                                (reads lists and statistics), service (scripts: agents, campaigns, uploads). An agent's user sees what belongs to its own agent only.

                                **Lists** answer `{"count", "next", "previous", "results"}`. `page` counts from 1, \
                                `page_size` is 50 and at most 1000, `search` looks for a part of a text, `ordering` \
                                takes fields, several by comma, each with `-` in front for descending. Deep lists are \
                                walked by `cursor`: the `next_cursor` of the page before; it costs the same at any \
                                depth, and meets each row once also while rows come and change. Where \
                                `count_is_exact` is false there are too many to be counted for a page, and `count` is \
                                an estimate, 10,000 at most. An unknown \
                                field, or an unknown value of a closed set, is a 400; a page past the end is a 404.

                                **Forms.** Paths work with and without a slash at the end. Times are ISO 8601 in UTC \
                                with `Z`. What is read has an `ETag`; `If-None-Match` gets a 304 while nothing has changed. \
                                In a body, a field that is not sent is left alone (PATCH) or gets its \
                                default (POST, PUT).

                                **Errors.** 400 has a list of messages a field; a rule of the domain (mostly 409) is \
                                `{"error": ".."}`; everything else is `{"detail": ".."}`. A 500 tells a correlation \
                                id, under which the log tells the rest."""),
        tags = {
            @Tag(name = "Signing in", description = "Tokens, and who one is."),
            @Tag(name = "Users", description = "Who may sign in, and in which role."),
            @Tag(name = "Agents", description = "Who answered calls are given to."),
            @Tag(name = "Campaigns", description = "Leads that are called by the same rules, and their figures."),
            @Tag(name = "Leads", description = "Customers to be called."),
            @Tag(name = "Calling rules", description = "When leads are called, over which trunk, under which number."),
            @Tag(name = "Import", description = "Lead files, and what became of them."),
            @Tag(name = "Call logs", description = "Every attempt to reach a lead."),
            @Tag(name = "Health", description = "For whoever watches the process.")
        })
@SecurityScheme(
        name = "bearer",
        type = SecuritySchemeType.HTTP,
        scheme = "bearer",
        bearerFormat = "JWT",
        description = "The access_token that signing in gave.")
final class ApiDescription {
    private ApiDescription() {}
}
