//! The kinds of token a RON text falls into.

/// What a token is. Tokens tile the text: white space and comments are tokens too.
#[derive(Clone, Copy, PartialEq, Eq, Hash, Debug)]
#[repr(u8)]
pub enum TokenKind {
    /// A run of white space.
    Whitespace,
    /// `// …` up to the line end, which is not part of it.
    LineComment,
    /// `/* … */`, nested ones included.
    BlockComment,
    /// Lines that a merge left: the marks, and the second of both versions.
    Conflict,
    /// The byte order mark at the very start.
    Bom,
    /// A name, `true`, `inf` and the like included.
    Ident,
    /// A raw name, `r#a-b`.
    RawIdent,
    /// `"…"` or `r#"…"#`.
    String,
    /// `b"…"` or `br#"…"#`.
    Bytes,
    /// `'…'`.
    Char,
    /// A number, `b'a'` included, `inf` and `NaN` without a sign not.
    Number,
    /// A range of numbers such as `1..=2`.
    Range,
    /// `(`
    OpenParen,
    /// `)`
    CloseParen,
    /// `[`
    OpenBracket,
    /// `]`
    CloseBracket,
    /// `{`
    OpenBrace,
    /// `}`
    CloseBrace,
    /// `,`
    Comma,
    /// `:`
    Colon,
    /// `#`, the start of an attribute.
    Hash,
    /// `!`
    Bang,
    /// `=`
    Equals,
    /// A literal with a fault that has been reported, such as text that never ends.
    Bad,
    /// Characters that mean nothing in RON.
    Unknown,
    /// The end of the text; never handed out.
    End,
}

impl TokenKind {
    /// Whether it is white space, a comment, what a merge left, or the byte order mark.
    #[must_use]
    pub const fn is_trivia(self) -> bool {
        (self as u8) <= Self::Bom as u8
    }

    /// Whether it is a comment.
    #[must_use]
    pub const fn is_comment(self) -> bool {
        matches!(self, Self::LineComment | Self::BlockComment)
    }

    pub(crate) const fn is_name(self) -> bool {
        matches!(self, Self::Ident | Self::RawIdent)
    }

    /// Whether a value can begin with it.
    pub(crate) const fn starts_value(self) -> bool {
        matches!(
            self,
            Self::Ident
                | Self::RawIdent
                | Self::String
                | Self::Bytes
                | Self::Char
                | Self::Number
                | Self::Range
                | Self::OpenParen
                | Self::OpenBracket
                | Self::OpenBrace
                | Self::Bad
        )
    }

    /// Whether it is a whole value by itself that is not a name.
    pub(crate) const fn is_literal(self) -> bool {
        matches!(self, Self::String | Self::Bytes | Self::Char | Self::Number | Self::Range | Self::Bad)
    }

    pub(crate) const fn is_opener(self) -> bool {
        matches!(self, Self::OpenParen | Self::OpenBracket | Self::OpenBrace)
    }

    pub(crate) const fn is_closer(self) -> bool {
        matches!(self, Self::CloseParen | Self::CloseBracket | Self::CloseBrace)
    }
}
