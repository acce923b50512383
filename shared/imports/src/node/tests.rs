use super::*;

fn yaml(text: &str) -> Node {
    let mut nodes = from_yaml(text).unwrap();
    assert_eq!(nodes.len(), 1, "{text}");
    nodes.remove(0)
}

#[test]
fn scalars_stay_as_they_are_written() {
    let node = yaml("begin: 9:00\nflag: on\nquoted: \"null\"\nnothing: ~\n");
    assert_eq!(node.get("begin").unwrap().text(), Some("9:00"));
    assert_eq!(node.get("flag").unwrap().text(), Some("on"));
    assert_eq!(node.get("quoted").unwrap().text(), Some("null"));
    assert_eq!(node.get("nothing").unwrap().text(), None);
    assert_eq!(node.get("quoted").unwrap().line, 3);
}

#[test]
fn a_tag_is_kept_and_a_core_tag_is_not() {
    let node = yaml("a: !Ref Stack\nb: !!str null\nc: !GetAtt\n  - x\n");
    assert_eq!(node.get("a").unwrap().tag.as_deref(), Some("!Ref"));
    assert_eq!(node.get("b").unwrap().tag, None);
    assert_eq!(node.get("b").unwrap().text(), Some("null"));
    assert_eq!(node.get("c").unwrap().tag.as_deref(), Some("!GetAtt"));
}

#[test]
fn an_alias_is_what_it_names_and_never_itself() {
    let node = yaml("a: &x [1, 2]\nb: *x\n");
    assert_eq!(node.get("a"), node.get("b"));
    assert!(from_yaml("a: &x [*x]\n").unwrap_err().contains("line 1"));
}

#[test]
fn aliases_that_multiply_are_refused() {
    let mut bomb = String::from("a0: &a0 [x, x, x, x, x, x, x, x, x, x]\n");
    for level in 1..30 {
        let alias = format!("*a{}", level - 1);
        bomb += &format!("a{level}: &a{level} [{}]\n", [alias.as_str(); 10].join(", "));
    }
    assert!(from_yaml(&bomb).unwrap_err().contains("aliases written out"));
}

#[test]
fn depth_is_bounded() {
    let nested = |levels: usize| format!("{}{}", "[".repeat(levels), "]".repeat(levels));
    assert!(from_yaml(&nested(60)).is_ok());
    assert!(from_yaml(&nested(70)).unwrap_err().contains("levels deep"));
    assert!(from_json(&nested(70)).unwrap_err().contains("levels deep"));
    assert!(from_yaml(&"[".repeat(100_000)).is_err());
    assert!(from_json(&"[".repeat(100_000)).is_err());
    assert!(from_yaml(&"- ".repeat(100_000)).is_err());
    assert!(from_yaml(&"? ".repeat(100_000)).is_err());
}

#[test]
fn a_key_twice_is_refused() {
    assert!(from_yaml("a: 1\na: 2\n").unwrap_err().contains("line 2: the key \"a\" is given twice"));
    assert!(from_json("{\"a\": 1, \"a\": 2}").unwrap_err().contains("given twice"));
}

#[test]
fn json_may_be_a_value_a_line() {
    let nodes = from_json("{\"a\": [1, true, null, \"x\"]}\n{\"b\": 2}\n").unwrap();
    assert_eq!(nodes.len(), 2);
    let list = nodes[0].get("a").unwrap().list().unwrap();
    assert_eq!(list[0].text(), Some("1"));
    assert_eq!(list[1].text(), Some("true"));
    assert!(list[2].is_null());
    assert_eq!(nodes[1].get("b").unwrap().text(), Some("2"));
    assert!(from_json("{}\n\n{]").unwrap_err().starts_with("line 3: "));
    assert_eq!(from_json("").unwrap(), []);
}
