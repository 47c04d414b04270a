//! The attributes before the value: `#![enable(…)]`, `#![type = "…"]` and `#![schema = "…"]`.

use crate::parser::Parser;
use crate::token::TokenKind as T;
use crate::tree::NodeKind;

impl Parser<'_> {
    /// `#![enable(…)]`, `#![type = "…"]` or `#![schema = "…"]`.
    pub(crate) fn attribute(&mut self) {
        let id = self.open(NodeKind::Attribute, self.at);
        let line = self.at;
        self.bump();
        if !self.attribute_body() {
            if self.said_at != self.at {
                self.expected("`#![enable(…)]`, `#![type = \"…\"]` or `#![schema = \"…\"]`");
            }
            // An attribute hardly ever goes on over the line end.
            while self.kind() != T::End && !self.line_break_between(line, self.at) {
                let done = self.kind() == T::CloseBracket;
                self.bump();
                if done {
                    break;
                }
            }
        }
        self.close(id);
    }

    fn attribute_body(&mut self) -> bool {
        if !(self.eat(T::Bang) && self.eat(T::OpenBracket)) || self.kind() != T::Ident {
            return false;
        }
        match self.token_text(self.at) {
            "enable" => {
                self.bump();
                self.eat(T::OpenParen)
                    && self.extensions()
                    && self.eat(T::CloseParen)
                    && self.eat(T::CloseBracket)
            }
            "type" | "schema" => {
                self.bump();
                self.eat(T::Equals) && self.eat(T::String) && self.eat(T::CloseBracket)
            }
            _ => false,
        }
    }

    fn extensions(&mut self) -> bool {
        const KNOWN: [&str; 4] =
            ["unwrap_newtypes", "implicit_some", "unwrap_variant_newtypes", "explicit_struct_names"];
        loop {
            if !self.kind().is_name() {
                return false;
            }
            let name = self.token_text(self.at);
            if !KNOWN.contains(&name) {
                let near = crate::nearest(name, KNOWN.into_iter());
                let message = format!("RON has no extension `{name}`");
                if let (Some(problem), Some(near)) = (self.say(message), near) {
                    *problem = problem.clone().meant(near);
                }
            }
            self.bump();
            if !self.eat(T::Comma) || !self.kind().is_name() {
                return true;
            }
        }
    }
}
