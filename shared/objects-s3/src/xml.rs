//! The little XML that S3 answers with: texts of elements that need no unescaping, because keys,
//! upload ids and error codes have no markup in them.

/// The texts of all elements of this name, in order.
pub(crate) fn texts<'a>(xml: &'a str, element: &str) -> Vec<&'a str> {
    let (begin, end) = (format!("<{element}>"), format!("</{element}>"));
    let behind = xml.split(begin.as_str()).skip(1);
    behind.filter_map(|rest| rest.split_once(end.as_str())).map(|(text, _)| text).collect()
}

/// The text of the first element of this name.
pub(crate) fn text<'a>(xml: &'a str, element: &str) -> Option<&'a str> {
    texts(xml, element).into_iter().next()
}

/// The list of parts that finishes an upload.
pub(crate) fn parts<'a>(tags: impl IntoIterator<Item = &'a str>) -> String {
    let mut xml = String::from("<CompleteMultipartUpload>");
    for (number, tag) in (1..).zip(tags) {
        let tag = tag.replace('&', "&amp;").replace('<', "&lt;");
        xml.push_str(&format!("<Part><PartNumber>{number}</PartNumber><ETag>{tag}</ETag></Part>"));
    }
    xml.push_str("</CompleteMultipartUpload>");
    xml
}

#[cfg(test)]
mod tests {
    use super::{parts, text, texts};

    #[test]
    fn texts_of_elements_are_found_in_order() {
        let list = "<ListBucketResult><Prefix>a</Prefix><Contents><Key>a/1</Key></Contents><Contents><Key>a/2</Key></Contents></ListBucketResult>";
        assert_eq!(texts(list, "Key"), ["a/1", "a/2"]);
        assert_eq!((text(list, "Prefix"), text(list, "UploadId")), (Some("a"), None));
        assert_eq!(texts("<Key>cut", "Key"), [""; 0]);
    }

    #[test]
    fn parts_are_numbered_from_one() {
        let expected = "<CompleteMultipartUpload><Part><PartNumber>1</PartNumber><ETag>\"a\"</ETag></Part><Part><PartNumber>2</PartNumber><ETag>&lt;b</ETag></Part></CompleteMultipartUpload>";
        assert_eq!(parts(["\"a\"", "<b"]), expected);
    }
}
