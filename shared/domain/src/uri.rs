//! Text within addresses.

use percent_encoding::{AsciiSet, NON_ALPHANUMERIC, PercentEncode, utf8_percent_encode};

/// All but the unreserved characters of RFC 3986, section 2.3.
const RESERVED: AsciiSet = NON_ALPHANUMERIC.remove(b'-').remove(b'.').remove(b'_').remove(b'~');

/// A text as part of an address (a path's segment, a parameter's name or value), percent-encoded as it is displayed;
/// AWS's signatures count on the same set of characters.
///
/// ```
/// assert_eq!(powerdown_domain::component("a b/ä~").to_string(), "a%20b%2F%C3%A4~");
/// ```
pub fn component(text: &str) -> PercentEncode<'_> {
    utf8_percent_encode(text, &RESERVED)
}
