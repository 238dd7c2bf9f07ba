/// Campaigns: whose leads are called when, and the figures of it.
///
/// States, and what leads from one to the next (each by one guarded UPDATE; everything else is refused with 409):
///
///     draft --activate--> active <--activate-- paused
///                           |  \----pause-----> |
///                           |                   |
///                           +----complete-------+--> completed   (also by itself, duration_days after started_at)
///     draft, paused, completed --archive--> archived
///
/// - [CampaignStatus] owns which state may follow which; nothing else writes the column.
/// - Figures are never counted when read: they are sums over `campaign_figures`, which triggers keep in the
///   transaction of the fact (see the migrations), and cost the same for ten leads or ten million.
/// - A campaign's `campaign_id` never changes, whatever becomes of its segment or agent: leads are named after it.
/// - A campaign that has calls is archived, never deleted.
/// - Rules (calendar, retries, caps, order, caller IDs, trunks) are read by [RulesReader] for all active campaigns at
///   once and judged by pure code: [CampaignRules], [RetryRule].
@NullMarked
package org.voiceorchestrator.campaign;

import org.jspecify.annotations.NullMarked;
