package org.voiceorchestrator.campaign;

import io.micronaut.serde.annotation.Serdeable;
import java.math.BigDecimal;
import java.math.RoundingMode;

/// The figures of a campaign, exact at every commit.
///
/// @param totalLeads leads in the campaign
/// @param calledLeads leads that were dialed at least once
/// @param failedCalls calls that failed, busy ones among them
/// @param totalCalls calls that were ever begun, those on the line among them
/// @param completionRate called_leads / total_leads * 100, two decimals; 0 without leads
/// @param successRate completed_calls / called_leads * 100, two decimals; 0 while none was called
/// @param abandonedCalls the customer answered and no agent was there
/// @param lostCalls what became of them is not known
@Serdeable
public record CampaignStats(
        String campaignId,
        long totalLeads,
        long pendingLeads,
        long calledLeads,
        long completedCalls,
        long failedCalls,
        long noAnswerCalls,
        long totalCalls,
        double completionRate,
        double successRate,
        long liveCalls,
        long dialingLeads,
        long busyCalls,
        long abandonedCalls,
        long cancelledCalls,
        long lostCalls) {

    /// `part` of `whole` in percent, rounded to two decimals; 0 where the divisor is 0.
    static double percent(long part, long whole) {
        return whole == 0
                ? 0
                : BigDecimal.valueOf(part)
                        .scaleByPowerOfTen(2)
                        .divide(BigDecimal.valueOf(whole), 2, RoundingMode.HALF_UP)
                        .doubleValue();
    }
}
