//! Embeds the web app: every file of web/dist, plain and compressed, as a table that `src/web.rs`
//! serves from. Compressing here costs nothing at start and nothing per request.

use std::{
    fmt::Write as _,
    fs,
    hash::{DefaultHasher, Hash, Hasher},
    io::{self, Write as _},
    path::{Path, PathBuf},
};

/// Stands in for the web app until it is built, so that the function builds from a fresh checkout.
const PLACEHOLDER: &str = "<!doctype html>\n<html lang=\"en\">\n  <head>\n    <meta charset=\"utf-8\">\n    <title>PowerDown</title>\n  </head>\n  <body>\n    <h1>PowerDown</h1>\n    <p>The API runs; the web app was not built before it. Run <code>npm ci &amp;&amp; npm run build</code> in <code>web/</code>, then build this function again, or let <code>cargo xtask up</code> do both.</p>\n  </body>\n</html>\n";

fn main() -> io::Result<()> {
    println!("cargo::rerun-if-changed=build.rs");
    // A path that is not there counts as changed, so the app is taken in as soon as it is built.
    println!("cargo::rerun-if-changed=../../web/dist");
    #[expect(clippy::disallowed_methods, reason = "how cargo tells a build script where to write")]
    let out = PathBuf::from(std::env::var_os("OUT_DIR").ok_or(io::ErrorKind::NotFound)?);
    let dist = Path::new("../../web/dist");
    let mut files = Vec::new();
    if dist.join("index.html").is_file() {
        collect(dist, dist, &mut files)?;
    } else {
        println!(
            "cargo::warning=web/dist is not built: the portal will show a page that says how to build it"
        );
        files.push(("/index.html".to_owned(), PLACEHOLDER.as_bytes().to_vec()));
    }
    files.sort();
    let mut table = String::from("static ASSETS: &[Asset] = &[\n");
    for (number, (path, content)) in files.iter().enumerate() {
        table.push_str(&entry(&out, number, path, content)?);
    }
    table.push_str("];\n");
    fs::write(out.join("assets.rs"), table)
}

/// All files below `folder`, by the path they are served under.
fn collect(root: &Path, folder: &Path, files: &mut Vec<(String, Vec<u8>)>) -> io::Result<()> {
    for entry in fs::read_dir(folder)? {
        let path = entry?.path();
        if path.is_dir() {
            collect(root, &path, files)?;
        } else if let Ok(name) = path.strip_prefix(root) {
            let url = name.components().map(|part| part.as_os_str().to_string_lossy()).collect::<Vec<_>>();
            files.push((format!("/{}", url.join("/")), fs::read(&path)?));
        }
    }
    Ok(())
}

/// Writes a file's forms beside each other and gives its line of the table.
fn entry(out: &Path, number: usize, path: &str, content: &[u8]) -> io::Result<String> {
    let include = |form: &str, bytes: &[u8]| -> io::Result<String> {
        let file = out.join(format!("{number}.{form}"));
        fs::write(&file, bytes)?;
        Ok(format!("include_bytes!({file:?})"))
    };
    let smaller = |form: &str, bytes: Vec<u8>| -> io::Result<String> {
        // Less than a tenth saved is not worth a client's decompressing.
        if bytes.len() * 10 < content.len() * 9 {
            Ok(format!("Some({})", include(form, &bytes)?))
        } else {
            Ok("None".to_owned())
        }
    };
    let mut hasher = DefaultHasher::new();
    content.hash(&mut hasher);
    let mut line = String::new();
    let _ = writeln!(
        line,
        "    Asset {{ path: {path:?}, content_type: {:?}, etag: {:?}, plain: {}, gzip: {}, brotli: {} }},",
        content_type(path),
        format!("\"{:016x}\"", hasher.finish()),
        include("plain", content)?,
        smaller("gz", gzip(content)?)?,
        smaller("br", brotli(content)?)?,
    );
    Ok(line)
}

fn gzip(content: &[u8]) -> io::Result<Vec<u8>> {
    let mut writer = flate2::write::GzEncoder::new(Vec::new(), flate2::Compression::best());
    writer.write_all(content)?;
    writer.finish()
}

fn brotli(content: &[u8]) -> io::Result<Vec<u8>> {
    let parameters = brotli::enc::BrotliEncoderParams { quality: 11, lgwin: 22, ..Default::default() };
    let mut compressed = Vec::new();
    brotli::BrotliCompress(&mut &content[..], &mut compressed, &parameters)?;
    Ok(compressed)
}

fn content_type(path: &str) -> &'static str {
    match path.rsplit('.').next().unwrap_or_default() {
        "html" => "text/html; charset=utf-8",
        "js" | "mjs" => "text/javascript; charset=utf-8",
        "css" => "text/css; charset=utf-8",
        "json" | "map" => "application/json",
        "svg" => "image/svg+xml",
        "png" => "image/png",
        "ico" => "image/x-icon",
        "woff2" => "font/woff2",
        "txt" => "text/plain; charset=utf-8",
        "webmanifest" => "application/manifest+json",
        _ => "application/octet-stream",
    }
}
