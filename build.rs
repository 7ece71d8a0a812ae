//! Joins the stylesheets and scripts in the order their lists give, compresses them and names them by their content.

#![expect(clippy::expect_used, reason = "a build that cannot go on says why and stops")]

use std::fmt::Write as _;
use std::io::Write as _;
use std::path::{Path, PathBuf};
use std::{env, fs};

use sha2::{Digest as _, Sha256};

fn main() {
    println!("cargo:rerun-if-changed=migrations");
    println!("cargo:rerun-if-changed=static");
    println!("cargo:rerun-if-changed=templates/text");
    println!("cargo:rerun-if-changed=docs/user-guide");

    let out = PathBuf::from(env::var_os("OUT_DIR").expect("cargo sets OUT_DIR"));
    let mut table = String::from("static ASSETS: &[Asset] = &[\n");
    let css = asset(&out, &mut table, "app.css", "text/css; charset=utf-8", &squeeze(&join("static/css")));
    let js = asset(&out, &mut table, "app.js", "text/javascript; charset=utf-8", &join("static/js"));
    let mut icon = String::new();
    for (name, kind) in [("svg", "image/svg+xml"), ("png", "image/png"), ("ico", "image/x-icon")] {
        for file in files("static/img", name) {
            let bytes = fs::read(&file).expect("a picture under static/img can be read");
            let file_name = file.file_name().expect("a file has a name").to_string_lossy().into_owned();
            let href = asset(&out, &mut table, &file_name, kind, &bytes);
            if file_name.starts_with("favicon") {
                icon = href;
            }
        }
    }
    table.push_str("];\n");
    writeln!(table, "/// Address of the stylesheet.\npub const CSS_HREF: &str = {css:?};").expect("writing to memory");
    writeln!(table, "/// Address of the script.\npub const JS_HREF: &str = {js:?};").expect("writing to memory");
    writeln!(table, "/// Address of the product mark.\npub const ICON_HREF: &str = {icon:?};").expect("writing to memory");
    fs::write(out.join("assets.rs"), table).expect("OUT_DIR can be written");
    guide(&out);
}

/// The user guide's chapters in both languages, to be built in.
fn guide(out: &Path) {
    let mut table = String::new();
    for (name, folder) in [("GUIDE_EN", "docs/user-guide"), ("GUIDE_AR", "docs/user-guide/ar")] {
        writeln!(table, "const {name}: &[(&str, &str)] = &[").expect("writing to memory");
        for file in files(folder, "md") {
            let path = fs::canonicalize(&file).expect("a chapter that was listed is there");
            writeln!(table, "    ({:?}, include_str!({path:?})),", file.file_stem().expect("a file has a name"))
                .expect("writing to memory");
        }
        table.push_str("];\n");
    }
    fs::write(out.join("guide.rs"), table).expect("OUT_DIR can be written");
}

/// The files that `order.txt` names, joined.
fn join(folder: &str) -> Vec<u8> {
    let order = fs::read_to_string(Path::new(folder).join("order.txt")).expect("every bundle has an order.txt");
    let mut joined = Vec::new();
    for name in order.lines().map(str::trim).filter(|line| !line.is_empty() && !line.starts_with('#')) {
        joined.extend(fs::read(Path::new(folder).join(name)).unwrap_or_else(|error| panic!("{folder}/{name}: {error}")));
        joined.push(b'\n');
    }
    joined
}

/// Takes comments and indentation out of a stylesheet.
fn squeeze(css: &[u8]) -> Vec<u8> {
    let text = String::from_utf8_lossy(css);
    let mut bare = String::with_capacity(text.len());
    let mut rest = text.as_ref();
    while let Some(start) = rest.find("/*") {
        bare.push_str(&rest[..start]);
        rest = rest[start..].find("*/").map_or("", |end| &rest[start + end + 2..]);
    }
    bare.push_str(rest);
    let lines: Vec<&str> = bare.lines().map(str::trim).filter(|line| !line.is_empty()).collect();
    lines.join("\n").into_bytes()
}

fn asset(out: &Path, table: &mut String, name: &str, kind: &str, bytes: &[u8]) -> String {
    let hash: String = Sha256::digest(bytes).iter().take(8).fold(String::new(), |mut hex, byte| {
        write!(hex, "{byte:02x}").expect("writing to memory");
        hex
    });
    let mut brotli = Vec::new();
    brotli::BrotliCompress(&mut &bytes[..], &mut brotli, &brotli::enc::BrotliEncoderParams::default()).expect("compressing memory");
    let mut gzip = flate2::write::GzEncoder::new(Vec::new(), flate2::Compression::best());
    gzip.write_all(bytes).expect("compressing memory");
    let gzip = gzip.finish().expect("compressing memory");
    for (ending, content) in [("", bytes), (".br", &brotli[..]), (".gz", &gzip[..])] {
        fs::write(out.join(format!("{name}{ending}")), content).expect("OUT_DIR can be written");
    }
    let href = format!("/static/{hash}/{name}");
    let include = |ending: &str| format!("include_bytes!(concat!(env!(\"OUT_DIR\"), \"/{name}{ending}\"))");
    writeln!(
        table,
        "    Asset {{ href: {href:?}, content_type: {kind:?}, plain: {}, brotli: {}, gzip: {} }},",
        include(""),
        include(".br"),
        include(".gz")
    )
    .expect("writing to memory");
    href
}

fn files(folder: &str, ending: &str) -> Vec<PathBuf> {
    let Ok(entries) = fs::read_dir(folder) else { return Vec::new() };
    let mut files: Vec<PathBuf> =
        entries.flatten().map(|entry| entry.path()).filter(|path| path.extension().is_some_and(|e| e == ending)).collect();
    files.sort();
    files
}
