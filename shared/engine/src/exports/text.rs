//! Rows as text.
//!
//! A spreadsheet takes a cell that begins with `=`, `+`, `-` or `@` for a formula, and runs it. Names
//! and tags are written by whoever may tag a machine, so in CSV such a cell gets an apostrophe in front
//! (OWASP, "CSV Injection").

use serde_json::Value;

use crate::record::ExportFormat;

/// A row: a value for each column.
pub(super) type Row = Vec<Value>;

/// What a file begins with.
pub(super) fn heading(format: ExportFormat, columns: &[&str]) -> String {
    match format {
        ExportFormat::Csv => format!("{}\r\n", columns.join(",")),
        ExportFormat::JsonLines => String::new(),
    }
}

/// Adds a row to a file.
pub(super) fn write(format: ExportFormat, columns: &[&str], row: &Row, file: &mut String) {
    match format {
        ExportFormat::Csv => {
            for (number, value) in row.iter().enumerate() {
                if number > 0 {
                    file.push(',');
                }
                file.push_str(&cell(value));
            }
            file.push_str("\r\n");
        }
        ExportFormat::JsonLines => {
            for (number, (column, value)) in columns.iter().zip(row).enumerate() {
                file.push(if number == 0 { '{' } else { ',' });
                file.push_str(&format!("\"{column}\":{value}"));
            }
            file.push_str("}\n");
        }
    }
}

fn cell(value: &Value) -> String {
    let text = match value {
        Value::Null => return String::new(),
        Value::String(text) => text.clone(),
        other => other.to_string(),
    };
    let formula = value.is_string() && text.starts_with(['=', '+', '-', '@', '\t', '\r', '\n']);
    let text = if formula { format!("'{text}") } else { text };
    if formula || text.contains([',', '"', '\r', '\n']) || text.starts_with(' ') || text.ends_with(' ') {
        format!("\"{}\"", text.replace('"', "\"\""))
    } else {
        text
    }
}

#[cfg(test)]
mod tests {
    use serde_json::{Value, json};

    use super::{cell, heading, write};
    use crate::record::ExportFormat::{Csv, JsonLines};

    #[test]
    fn a_cell_is_quoted_where_rfc_4180_wants_it_and_never_a_formula() {
        for (value, expected) in [
            (json!("web"), "web"),
            (json!("a,b"), "\"a,b\""),
            (json!("say \"hi\""), "\"say \"\"hi\"\"\""),
            (json!("two\nlines"), "\"two\nlines\""),
            (json!("=1+1"), "\"'=1+1\""),
            (json!("+49"), "\"'+49\""),
            (json!("-2"), "\"'-2\""),
            (json!("@SUM(A1)"), "\"'@SUM(A1)\""),
            (json!("\tx"), "\"'\tx\""),
            (json!("\r=x"), "\"'\r=x\""),
            (json!(-2), "-2"),
            (json!(true), "true"),
            (json!(null), ""),
            (json!({"env": "dev"}), "\"{\"\"env\"\":\"\"dev\"\"}\""),
        ] {
            assert_eq!(cell(&value), expected, "{value}");
        }
    }

    #[test]
    fn rows_are_lines() {
        let (columns, row) = (["id", "name"], vec![json!("i-1"), json!("=a\"b")]);
        let mut csv = heading(Csv, &columns);
        write(Csv, &columns, &row, &mut csv);
        assert_eq!(csv, "id,name\r\ni-1,\"'=a\"\"b\"\r\n");
        let mut lines = heading(JsonLines, &columns);
        write(JsonLines, &columns, &row, &mut lines);
        write(JsonLines, &columns, &row, &mut lines);
        let read: Vec<Value> = lines.lines().map(|line| serde_json::from_str(line).unwrap()).collect();
        assert_eq!(read, vec![json!({"id": "i-1", "name": "=a\"b"}); 2], "JSON is what it is");
    }
}
