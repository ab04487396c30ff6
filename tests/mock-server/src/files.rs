//! Files of a folder, by the path of a URL.

use std::path::{Path, PathBuf};

use axum::http::StatusCode;
use axum::response::Response;
use percent_encoding::percent_decode_str;

use crate::reply::{self, HTML, JSON};

/// A file and its media type.
pub(crate) struct File {
    /// What the file holds.
    pub(crate) bytes: Vec<u8>,
    /// What it is, by its name's ending.
    pub(crate) media_type: &'static str,
}

/// Reads the file that `path` (of a URL, still percent-encoded) names below `root`; a folder's is
/// its `index.html`. None for what isn't there and for every path that would leave the folder.
pub(crate) async fn read(root: &Path, path: &str) -> Option<File> {
    let mut file = below(root, path)?;
    if tokio::fs::metadata(&file).await.ok()?.is_dir() {
        file.push("index.html");
    }
    let media_type = media_type(&file);
    let bytes = tokio::fs::read(&file).await.ok()?;
    Some(File { bytes, media_type })
}

/// The file as it is, or 404.
pub(crate) async fn serve(root: Option<&Path>, path: &str) -> Response {
    let Some(root) = root else {
        return reply::not_found();
    };
    match read(root, path).await {
        Some(file) => reply::reply(StatusCode::OK, file.media_type, file.bytes),
        None => reply::not_found(),
    }
}

fn below(root: &Path, path: &str) -> Option<PathBuf> {
    let path = percent_decode_str(path).decode_utf8().ok()?;
    let mut file = root.to_owned();
    for part in path
        .split('/')
        .filter(|part| !part.is_empty() && *part != ".")
    {
        if part == ".." || part.contains(['\\', '\0']) {
            return None;
        }
        file.push(part);
    }
    Some(file)
}

fn media_type(file: &Path) -> &'static str {
    match file
        .extension()
        .and_then(|extension| extension.to_str())
        .unwrap_or("")
    {
        "html" | "htm" => HTML,
        "js" | "mjs" | "cjs" => "text/javascript; charset=utf-8",
        "css" => "text/css; charset=utf-8",
        "json" | "map" => JSON,
        "webmanifest" => "application/manifest+json",
        "wasm" => "application/wasm",
        "svg" => "image/svg+xml",
        "png" => "image/png",
        "jpg" | "jpeg" => "image/jpeg",
        "webp" => "image/webp",
        "ico" => "image/x-icon",
        "woff2" => "font/woff2",
        "md" | "txt" | "ts" => "text/plain; charset=utf-8",
        _ => "application/octet-stream",
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn no_path_leaves_the_folder() {
        let root = Path::new("/srv/www");
        assert_eq!(
            below(root, "css/toko.css"),
            Some(PathBuf::from("/srv/www/css/toko.css"))
        );
        assert_eq!(below(root, "//a//./b"), Some(PathBuf::from("/srv/www/a/b")));
        assert_eq!(
            below(root, "nama%20berkas.js"),
            Some(PathBuf::from("/srv/www/nama berkas.js"))
        );
        for outside in [
            "../secret",
            "a/../../secret",
            "%2e%2e/secret",
            "a%2f..%2f..%2fsecret",
            "..%5csecret",
            "a%00b",
            "%ff",
        ] {
            assert_eq!(below(root, outside), None, "{outside}");
        }
    }

    #[test]
    fn modules_and_wasm_have_the_types_browsers_insist_on() {
        assert_eq!(
            media_type(Path::new("index.js")),
            "text/javascript; charset=utf-8"
        );
        assert_eq!(
            media_type(Path::new("bukaolshop_bg.wasm")),
            "application/wasm"
        );
        assert_eq!(media_type(Path::new("README")), "application/octet-stream");
    }
}
