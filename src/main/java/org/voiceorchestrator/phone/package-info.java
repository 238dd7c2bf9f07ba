/// A phone number, or the reason why a text is none.
///
/// [PhoneNumber] is the only form in which the rest of the house knows a number: digits with the country code, no
/// plus. [PhoneNumberNormalizer] turns what people and spreadsheets write into it, or refuses with a [PhoneRefusal].
///
/// Invariants:
/// - digits are never guessed, dropped or added: what a spreadsheet has lost stays lost and the text is refused;
/// - only the separators of the written form (spaces, dashes, dots, brackets) are taken out; any other character
///   refuses the whole text, so "0300-1234567 call me" never becomes something that can be dialled;
/// - bare digits belong to the default region; a number of another country needs `+` or `00` and must be allowed;
/// - libphonenumber is the judge. Pakistani mobiles take a fast path whose table is read from libphonenumber's own
///   metadata, and which a test proves equal to it over the whole range.
@NullMarked
package org.voiceorchestrator.phone;

import org.jspecify.annotations.NullMarked;
