package org.voiceorchestrator.calendar;

import io.micronaut.http.HttpRequest;
import io.micronaut.http.HttpResponse;
import io.micronaut.http.annotation.Body;
import io.micronaut.http.annotation.Controller;
import io.micronaut.http.annotation.Delete;
import io.micronaut.http.annotation.Get;
import io.micronaut.http.annotation.Patch;
import io.micronaut.http.annotation.Post;
import io.micronaut.http.annotation.Put;
import io.micronaut.http.server.util.HttpHostResolver;
import io.micronaut.security.annotation.Secured;
import io.micronaut.security.authentication.Authentication;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.media.Content;
import io.swagger.v3.oas.annotations.media.Schema;
import io.swagger.v3.oas.annotations.parameters.RequestBody;
import io.swagger.v3.oas.annotations.responses.ApiResponse;
import io.swagger.v3.oas.annotations.tags.Tag;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.voiceorchestrator.http.ApiDoc;
import org.voiceorchestrator.http.Detail;
import org.voiceorchestrator.http.Listing;
import org.voiceorchestrator.http.Page;
import org.voiceorchestrator.security.Caller;
import org.voiceorchestrator.security.Roles;

/// The calendars.
@Controller("/api/dialer/calendars")
@Secured({Roles.ADMIN, Roles.SUPERVISOR})
@Tag(name = "Calling rules")
@ApiDoc.SignedIn
final class CalendarController {
    private static final Listing LISTING = Listing.orderedBy("-created_at")
            .orderingByTime("created_at", "c.created_at")
            .ordering("name", "c.name")
            .idColumn("c.id");

    private final Calendars calendars;
    private final CalendarAdministration administration;
    private final HttpHostResolver hosts;

    CalendarController(Calendars calendars, CalendarAdministration administration, HttpHostResolver hosts) {
        this.calendars = calendars;
        this.administration = administration;
        this.hosts = hosts;
    }

    @Operation(operationId = "listCalendars", summary = "List calendars", description = "Newest first.")
    @ApiDoc.Named
    @ApiDoc.Paged
    @ApiResponse(responseCode = "200", description = "A page of calendars", useReturnTypeSchema = true)
    @Get
    @Secured({Roles.ADMIN, Roles.SUPERVISOR, Roles.VIEWER, Roles.SERVICE})
    Page<Calendar> list(HttpRequest<?> request) {
        return calendars.list(LISTING.read(request, hosts.resolve(request)));
    }

    @Operation(operationId = "createCalendar", summary = "Make a calendar", description = """
                    Opening hours a weekday, several windows a day, also over midnight; holidays, closed or with hours of \
                    their own; periods with weekly hours of their own, such as Ramadan. A holiday wins over a \
                    period, a period over the week. Times are read on the clock of the lead's time zone. What is \
                    wrong is named with its place: `hours: friday[1].until: ..`.""")
    @ApiDoc.Invalid
    @ApiResponse(responseCode = "201", description = "The calendar", useReturnTypeSchema = true)
    @ApiDoc.Once
    @Post
    HttpResponse<Calendar> create(
            @Body @RequestBody(content = @Content(schema = @Schema(ref = "#/components/schemas/NewCalendar"))) @Nullable
                    Map<String, Object> body,
            Authentication authentication) {
        return HttpResponse.created(administration.add(CalendarDraft.read(body, null), Caller.of(authentication)));
    }

    @Operation(operationId = "showCalendar", summary = "Show a calendar")
    @ApiDoc.Missing
    @ApiResponse(responseCode = "200", description = "The calendar", useReturnTypeSchema = true)
    @Get("/{id}")
    @Secured({Roles.ADMIN, Roles.SUPERVISOR, Roles.VIEWER, Roles.SERVICE})
    Calendar show(long id) {
        return existing(id);
    }

    @Operation(
            operationId = "replaceCalendar",
            summary = "Replace a calendar",
            description = "Fields that are not sent get their defaults. It holds at once for all its campaigns.")
    @ApiDoc.Invalid
    @ApiDoc.Missing
    @ApiResponse(responseCode = "200", description = "The calendar", useReturnTypeSchema = true)
    @Put("/{id}")
    Calendar replace(
            long id,
            @Body @RequestBody(content = @Content(schema = @Schema(ref = "#/components/schemas/NewCalendar"))) @Nullable
                    Map<String, Object> body,
            Authentication authentication) {
        return administration.change(existing(id), CalendarDraft.read(body, null), Caller.of(authentication));
    }

    @Operation(operationId = "changeCalendar", summary = "Change a calendar", description = """
                    Changes what is sent: `hours`, `holidays` and `periods` each as a whole. It holds at once for all \
                    its campaigns.""")
    @ApiDoc.Invalid
    @ApiDoc.Missing
    @ApiResponse(responseCode = "200", description = "The calendar", useReturnTypeSchema = true)
    @Patch("/{id}")
    Calendar change(
            long id,
            @Body @RequestBody(content = @Content(schema = @Schema(implementation = CalendarDraft.class))) @Nullable
                    Map<String, Object> body,
            Authentication authentication) {
        Calendar existing = existing(id);
        return administration.change(existing, CalendarDraft.read(body, existing), Caller.of(authentication));
    }

    @Operation(
            operationId = "deleteCalendar",
            summary = "Delete a calendar",
            description = "Only one that no campaign goes by; others are 409.")
    @ApiResponse(responseCode = "204", description = "Done")
    @ApiDoc.Missing
    @ApiDoc.Conflict
    @Delete("/{id}")
    HttpResponse<?> delete(long id, Authentication authentication) {
        administration.delete(existing(id), Caller.of(authentication));
        return HttpResponse.noContent();
    }

    private Calendar existing(long id) {
        return calendars.find(id).orElseThrow(Detail::notFound);
    }
}
