//! Which forms a value may have, and which one it is written in.

use gait_syntax::{Node, NodeKind};

use super::{Kind, StructShape};

impl Kind {
    /// The forms that a value may have; one, unless there is a choice.
    #[must_use]
    pub fn alternatives(self) -> Vec<Self> {
        match self {
            Self::OneOf(forms) => forms.iter().flat_map(|form| form.alternatives()).collect(),
            kind => vec![kind],
        }
    }

    /// The struct among its forms.
    #[must_use]
    pub fn long_form(self) -> Option<&'static StructShape> {
        self.alternatives().into_iter().find_map(|form| match form {
            Self::Struct(shape) => Some(shape),
            _ => None,
        })
    }

    /// The form that a value is written in, told by its first character.
    #[must_use]
    pub fn form_of(self, value: Node<'_>) -> Option<Self> {
        let suits = |form: &Self| match form {
            Self::List(_) => value.kind() == NodeKind::List,
            Self::Struct(_) => matches!(value.kind(), NodeKind::Struct | NodeKind::Tuple),
            _ => value.kind() == NodeKind::String,
        };
        self.alternatives().into_iter().find(suits)
    }
}
