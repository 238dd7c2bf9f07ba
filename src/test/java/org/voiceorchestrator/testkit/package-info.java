/// What tests share: a database, a started server, a clock that is set by hand.
package org.voiceorchestrator.testkit;
