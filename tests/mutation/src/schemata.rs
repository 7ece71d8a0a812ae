//! Writes all mutants of a file into it at once, each behind a switch. It works on the text: what is not mutated stays as it is written.

use std::ops::Range;

use anyhow::Context as _;
use quote::ToTokens;
use syn::spanned::Spanned as _;
use syn::visit::{self, Visit};

use crate::groups::INSTANTS;

/// One way to break one place.
#[derive(Clone, Debug)]
pub struct Mutant {
    /// Its number in the copy.
    pub id: u32,
    pub file: String,
    pub line: usize,
    pub column: usize,
    pub function: String,
    pub what: String,
    /// The place, as it was written.
    pub original: String,
}

/// A part of what stands in an edited place.
enum Piece {
    Text(String),
    /// The source of this range, with the edits inside.
    Source(Range<usize>),
}

struct Edit {
    range: Range<usize>,
    pieces: Vec<Piece>,
}

/// The file with its mutants, which are numbered from `first` on.
pub fn write(file: &str, source: &str, first: u32) -> anyhow::Result<(String, Vec<Mutant>)> {
    let parsed = syn::parse_file(source).with_context(|| format!("{file} is not Rust"))?;
    let mut finder = Finder { file, source, next: first, function: String::new(), condition: 0..0, mutants: Vec::new(), edits: Vec::new() };
    finder.visit_file(&parsed);
    // The outer before the inner; those of one place stay in the order they were found in, which is from the outside in, too.
    finder.edits.sort_by_key(|edit| (edit.range.start, std::cmp::Reverse(edit.range.end)));
    let mut out = String::new();
    render(source, &finder.edits, 0..source.len(), &mut out);
    Ok((out, finder.mutants))
}

/// Appends a range of the source. `edits` are those that may lie in it, the outer before the inner.
fn render(source: &str, edits: &[Edit], range: Range<usize>, out: &mut String) {
    let mut at = range.start;
    for (n, edit) in edits.iter().enumerate() {
        if edit.range.start >= range.end {
            break;
        }
        if edit.range.start < at || edit.range.end > range.end {
            continue;
        }
        out.push_str(&source[at..edit.range.start]);
        for piece in &edit.pieces {
            match piece {
                Piece::Text(text) => out.push_str(text),
                Piece::Source(inner) => render(source, &edits[n + 1..], inner.clone(), out),
            }
        }
        at = edit.range.end;
    }
    out.push_str(&source[at..range.end]);
}

struct Finder<'a> {
    file: &'a str,
    source: &'a str,
    next: u32,
    function: String,
    /// The condition last seen. To turn it into its opposite is noticed by whatever notices that it always or never holds.
    condition: Range<usize>,
    mutants: Vec<Mutant>,
    edits: Vec<Edit>,
}

impl Finder<'_> {
    /// Numbers a mutant and gives the expression that tells whether it is on.
    fn mutant(&mut self, node: &impl ToTokens, what: impl Into<String>) -> String {
        let (id, span) = (self.next, node.span());
        self.next += 1;
        let original = self.source[span.byte_range()].split_whitespace().collect::<Vec<_>>().join(" ");
        self.mutants.push(Mutant {
            id,
            file: self.file.to_owned(),
            line: span.start().line,
            column: span.start().column + 1,
            function: self.function.clone(),
            what: what.into(),
            original,
        });
        format!("crate::mutant_switch::on({id})")
    }

    /// Puts this in the place of an expression. In the template `$0`, `$1` … stand for the sources of the parts.
    fn edit(&mut self, range: Range<usize>, template: &str, parts: &[Range<usize>]) {
        let mut pieces = Vec::new();
        for (n, text) in template.split('$').enumerate() {
            let Some(part) = text.chars().next().and_then(|digit| digit.to_digit(10)).filter(|_| n > 0) else {
                pieces.push(Piece::Text(text.to_owned()));
                continue;
            };
            pieces.push(Piece::Source(parts[part as usize].clone()));
            pieces.push(Piece::Text(text[1..].to_owned()));
        }
        self.edits.push(Edit { range, pieces });
    }

    /// Puts an expression of truth in place of its opposite.
    fn negated(&mut self, node: &impl ToTokens, what: &str) {
        let range = node.span().byte_range();
        if range != self.condition {
            let on = self.mutant(node, what);
            self.edit(range.clone(), &format!("(($0) != {on})"), &[range]);
        }
    }

    /// Lets a condition always hold, and never.
    fn condition(&mut self, condition: &syn::Expr, of: &str) {
        if has_let(condition) {
            return;
        }
        let range = condition.span().byte_range();
        let (always, never) = (self.mutant(condition, format!("{of} → true")), self.mutant(condition, format!("{of} → false")));
        self.edit(range.clone(), &format!("({always} || (!{never} && ($0)))"), std::slice::from_ref(&range));
        self.condition = range;
    }

    fn binary(&mut self, node: &syn::ExprBinary) {
        use syn::BinOp;
        let parts = [node.left.span().byte_range(), node.right.span().byte_range()];
        let range = node.span().byte_range();
        let (sign, others): (&str, &[&str]) = match node.op {
            BinOp::Eq(_) => return self.negated(node, "== → !="),
            BinOp::Ne(_) => return self.negated(node, "!= → =="),
            BinOp::And(_) if has_let(&node.left) || has_let(&node.right) => return,
            BinOp::And(_) => {
                let on = self.mutant(node, "&& → ||");
                return self.edit(range, &format!("({{ let left: bool = $0; if left != {on} {{ $1 }} else {{ left }} }})"), &parts);
            }
            BinOp::Or(_) => {
                let on = self.mutant(node, "|| → &&");
                return self.edit(range, &format!("({{ let left: bool = $0; if left == {on} {{ $1 }} else {{ left }} }})"), &parts);
            }
            BinOp::Lt(_) => ("<", &["<=", ">"]),
            BinOp::Le(_) => ("<=", &["<", ">"]),
            BinOp::Gt(_) => (">", &[">=", "<"]),
            BinOp::Ge(_) => (">=", &[">", "<"]),
            BinOp::Add(_) if is_text(&node.left) || is_text(&node.right) => return,
            BinOp::Add(_) => ("+", &["-"]),
            BinOp::Sub(_) if self.is_difference_of_instants(node) => return,
            BinOp::Sub(_) => ("-", &["+"]),
            BinOp::Mul(_) => ("*", &["/"]),
            BinOp::Div(_) => ("/", &["*"]),
            BinOp::Rem(_) => ("%", &["/"]),
            BinOp::AddAssign(_) => ("+=", &["-="]),
            BinOp::SubAssign(_) => ("-=", &["+="]),
            _ => return,
        };
        let mut template = String::from("(");
        for other in others {
            let is_opposite = matches!((sign.as_bytes()[0], other.as_bytes()[0]), (b'<', b'>') | (b'>', b'<'));
            if is_opposite && range == self.condition {
                continue;
            }
            let on = self.mutant(node, format!("{sign} → {other}"));
            template = format!("{template}if {on} {{ ($0) {other} ($1) }} else ");
        }
        // An assignment's left side is a place and takes no parentheses.
        let assigns = sign.len() == 2 && sign.starts_with(['+', '-']);
        let template = format!("{template}{{ ($0) {sign} ($1) }})");
        self.edit(range, &if assigns { template.replace("($0)", "$0") } else { template }, &parts);
    }

    /// Whether two instants stand here, which cannot be added.
    fn is_difference_of_instants(&self, node: &syn::ExprBinary) -> bool {
        let text = &self.source[node.span().byte_range()];
        INSTANTS.iter().any(|(file, difference)| *file == self.file && *difference == text)
    }

    /// A function that answers at once.
    fn function(&mut self, signature: &syn::Signature, block: &syn::Block, visit: impl FnOnce(&mut Self)) {
        if signature.constness.is_some() {
            return;
        }
        let outer = std::mem::replace(&mut self.function, signature.ident.to_string());
        let body = block.stmts.iter().map(|statement| statement.to_token_stream().to_string()).collect::<String>();
        let mut answers = String::new();
        for answer in plain_values(&signature.output) {
            if body.is_empty() || body == answer {
                continue;
            }
            let on = self.mutant(&signature.ident, format!("answers {} at once", if answer.is_empty() { "nothing" } else { &answer }));
            answers = format!("{answers} if {on} {{ return {answer}; }}");
        }
        let start = block.brace_token.span.open().byte_range().end;
        if !answers.is_empty() {
            self.edit(start..start, &answers, &[]);
        }
        visit(self);
        self.function = outer;
    }
}

impl<'ast> Visit<'ast> for Finder<'_> {
    fn visit_item_mod(&mut self, node: &'ast syn::ItemMod) {
        if !is_test(&node.attrs) {
            visit::visit_item_mod(self, node);
        }
    }

    fn visit_item_impl(&mut self, node: &'ast syn::ItemImpl) {
        let written = node.trait_.as_ref().and_then(|(_, path, _)| path.segments.last());
        if !written.is_some_and(|name| name.ident == "Display" || name.ident == "Debug") {
            visit::visit_item_impl(self, node);
        }
    }

    fn visit_item_fn(&mut self, node: &'ast syn::ItemFn) {
        if !is_test(&node.attrs) {
            self.function(&node.sig, &node.block, |this| visit::visit_block(this, &node.block));
        }
    }

    fn visit_impl_item_fn(&mut self, node: &'ast syn::ImplItemFn) {
        self.function(&node.sig, &node.block, |this| visit::visit_block(this, &node.block));
    }

    fn visit_trait_item_fn(&mut self, node: &'ast syn::TraitItemFn) {
        if let Some(block) = &node.default {
            self.function(&node.sig, block, |this| visit::visit_block(this, block));
        }
    }

    // What the compiler works out, and what only looks like an expression.
    fn visit_item_const(&mut self, _: &'ast syn::ItemConst) {}
    fn visit_item_static(&mut self, _: &'ast syn::ItemStatic) {}
    fn visit_impl_item_const(&mut self, _: &'ast syn::ImplItemConst) {}
    fn visit_trait_item_const(&mut self, _: &'ast syn::TraitItemConst) {}
    fn visit_item_enum(&mut self, _: &'ast syn::ItemEnum) {}
    fn visit_type(&mut self, _: &'ast syn::Type) {}
    fn visit_angle_bracketed_generic_arguments(&mut self, _: &'ast syn::AngleBracketedGenericArguments) {}
    fn visit_pat(&mut self, _: &'ast syn::Pat) {}
    fn visit_attribute(&mut self, _: &'ast syn::Attribute) {}
    fn visit_expr_const(&mut self, _: &'ast syn::ExprConst) {}

    fn visit_expr_if(&mut self, node: &'ast syn::ExprIf) {
        if only_logs(node) {
            return;
        }
        self.condition(&node.cond, "if");
        visit::visit_expr_if(self, node);
    }

    fn visit_arm(&mut self, node: &'ast syn::Arm) {
        if let Some((_, guard)) = &node.guard {
            self.condition(guard, "guard");
        }
        visit::visit_arm(self, node);
    }

    fn visit_expr_binary(&mut self, node: &'ast syn::ExprBinary) {
        self.binary(node);
        visit::visit_expr_binary(self, node);
    }

    fn visit_expr_unary(&mut self, node: &'ast syn::ExprUnary) {
        if matches!(node.op, syn::UnOp::Not(_)) {
            self.negated(node, "! removed");
        }
        visit::visit_expr_unary(self, node);
    }

    fn visit_expr_lit(&mut self, node: &'ast syn::ExprLit) {
        if let syn::Lit::Bool(literal) = &node.lit {
            self.negated(node, if literal.value { "true → false" } else { "false → true" });
        }
    }

    fn visit_expr_method_call(&mut self, node: &'ast syn::ExprMethodCall) {
        // Whether the database keeps a prepared statement changes no row of what it answers.
        if node.method == "persistent" {
            return self.visit_expr(&node.receiver);
        }
        visit::visit_expr_method_call(self, node);
    }

    fn visit_expr_macro(&mut self, node: &'ast syn::ExprMacro) {
        // The inside of a macro is left alone; this one is an expression of truth as a whole.
        if node.mac.path.is_ident("matches") {
            self.negated(node, "matches → does not");
        }
    }
}

fn is_test(attributes: &[syn::Attribute]) -> bool {
    attributes.iter().any(|attribute| {
        let text = attribute.meta.to_token_stream().to_string();
        text == "test" || text == "cfg (test)" || text.ends_with(":: test")
    })
}

/// Whether the condition binds something, which no other expression can.
fn has_let(condition: &syn::Expr) -> bool {
    match condition {
        syn::Expr::Let(_) => true,
        syn::Expr::Binary(binary) => has_let(&binary.left) || has_let(&binary.right),
        _ => false,
    }
}

/// Whether all that hangs on the condition are lines of the process's own log.
fn only_logs(node: &syn::ExprIf) -> bool {
    let logs = |statement: &syn::Stmt| match statement {
        syn::Stmt::Macro(statement) => statement.mac.path.segments.first().is_some_and(|segment| segment.ident == "tracing"),
        _ => false,
    };
    node.else_branch.is_none() && !node.then_branch.stmts.is_empty() && node.then_branch.stmts.iter().all(logs)
}

fn is_text(expression: &syn::Expr) -> bool {
    matches!(expression, syn::Expr::Lit(syn::ExprLit { lit: syn::Lit::Str(_), .. }))
}

/// The plainest values of a type, as they are written after `return`.
fn plain_values(output: &syn::ReturnType) -> Vec<String> {
    match output {
        syn::ReturnType::Default => vec![String::new()],
        syn::ReturnType::Type(_, kind) => plain_values_of(kind),
    }
}

fn plain_values_of(kind: &syn::Type) -> Vec<String> {
    let syn::Type::Path(path) = kind else {
        let is_unit = matches!(kind, syn::Type::Tuple(tuple) if tuple.elems.is_empty());
        return if is_unit { vec!["()".to_owned()] } else { Vec::new() };
    };
    let Some(last) = path.path.segments.last() else { return Vec::new() };
    let texts = |list: &[&str]| list.iter().map(|text| (*text).to_owned()).collect();
    match last.ident.to_string().as_str() {
        "bool" => texts(&["true", "false"]),
        "Option" => texts(&["None"]),
        "Vec" => texts(&["Vec::new()"]),
        "String" => texts(&["String::new()"]),
        "i16" | "i32" | "i64" | "i128" | "u8" | "u16" | "u32" | "u64" | "usize" => texts(&["0"]),
        "Result" => match &last.arguments {
            syn::PathArguments::AngleBracketed(arguments) => match arguments.args.first() {
                Some(syn::GenericArgument::Type(inner)) => plain_values_of(inner).iter().map(|value| format!("Ok({value})")).collect(),
                _ => Vec::new(),
            },
            _ => Vec::new(),
        },
        _ => Vec::new(),
    }
}
