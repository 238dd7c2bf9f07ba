package org.voiceorchestrator.bench;

import io.micronaut.context.annotation.Requires;
import io.micronaut.http.MediaType;
import io.micronaut.http.annotation.Controller;
import io.micronaut.http.annotation.Get;
import io.micronaut.http.annotation.Produces;
import io.micronaut.security.annotation.Secured;
import io.micronaut.security.rules.SecurityRule;

/// What an answer costs that says always the same: what figures are compared with.
@Requires(property = "bench.constant")
@Controller("/bench/constant")
final class ConstantController {
    private static final String ANSWER = """
            {"campaign_id":"Agent7-Follow_Up-20260209","total_leads":1000000,"pending_leads":600000,\
            "called_leads":400000,"completed_calls":100000,"failed_calls":200000,"no_answer_calls":100000,\
            "total_calls":400000,"completion_rate":40.0,"success_rate":25.0,"live_calls":0,"dialing_leads":0,\
            "busy_calls":100000,"abandoned_calls":0,"cancelled_calls":0,"lost_calls":0}""";

    @Get
    @Produces(MediaType.APPLICATION_JSON)
    @Secured(SecurityRule.IS_AUTHENTICATED)
    String constant() {
        return ANSWER;
    }
}
