//! What a person logs in with, in words coarse enough to recognise one's own session by and too coarse to
//! tell people apart: `Firefox on Linux`.

use http::{HeaderMap, header};

/// Browsers by the first word of theirs that a User-Agent holds; most pretend to be the ones below them.
const PROGRAMS: [(&str, &str); 9] = [
    ("Edg/", "Edge"),
    ("OPR/", "Opera"),
    ("SamsungBrowser/", "Samsung Internet"),
    ("Firefox/", "Firefox"),
    ("FxiOS/", "Firefox"),
    ("CriOS/", "Chrome"),
    ("Chrome/", "Chrome"),
    ("Safari/", "Safari"),
    ("curl/", "curl"),
];

/// Systems, likewise.
const SYSTEMS: [(&str, &str); 7] = [
    ("iPhone", "iPhone"),
    ("iPad", "iPad"),
    ("Android", "Android"),
    ("CrOS", "ChromeOS"),
    ("Windows", "Windows"),
    ("Mac OS X", "macOS"),
    ("Linux", "Linux"),
];

/// The program and the system of a request, as far as they are well known.
pub fn coarse(headers: &HeaderMap) -> Option<String> {
    let text = headers.get(header::USER_AGENT)?.to_str().ok()?;
    let known = |names: &[(&str, &'static str)]| {
        names.iter().find(|(sign, _)| text.contains(sign)).map(|(_, name)| *name)
    };
    match (known(&PROGRAMS), known(&SYSTEMS)) {
        (Some(program), Some(system)) => Some(format!("{program} on {system}")),
        (Some(one), None) | (None, Some(one)) => Some(one.to_owned()),
        (None, None) => None,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_browser_is_called_by_its_own_name() {
        let agent = |text: &str| {
            let mut headers = HeaderMap::new();
            headers.insert(header::USER_AGENT, text.parse().unwrap());
            coarse(&headers)
        };
        let webkit = "AppleWebKit/537.36 (KHTML, like Gecko)";
        for (text, name) in [
            ("Mozilla/5.0 (X11; Linux x86_64; rv:140.0) Gecko/20100101 Firefox/140.0", "Firefox on Linux"),
            (
                &format!("Mozilla/5.0 (Windows NT 10.0) {webkit} Chrome/140.0 Safari/537.36 Edg/140.0"),
                "Edge on Windows",
            ),
            (
                &format!("Mozilla/5.0 (Linux; Android 16) {webkit} Chrome/140.0 Safari/537.36"),
                "Chrome on Android",
            ),
            (
                "Mozilla/5.0 (iPhone; CPU iPhone OS 19 like Mac OS X) Version/19 Safari/604.1",
                "Safari on iPhone",
            ),
            ("curl/8.5.0", "curl"),
        ] {
            assert_eq!(agent(text).as_deref(), Some(name));
        }
        assert_eq!(agent("something <script> nobody knows"), None);
        assert_eq!(coarse(&HeaderMap::new()), None);
    }
}
