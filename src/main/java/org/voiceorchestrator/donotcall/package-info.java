/// Do-not-call lists: who must not be called, by the company or in a campaign, and the ledger of every such wish.
@NullMarked
package org.voiceorchestrator.donotcall;

import org.jspecify.annotations.NullMarked;
