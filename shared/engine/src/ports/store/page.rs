//! Reading a list in parts, in either direction.

/// Part of a list, in the order it was asked for in.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Page<T, K> {
    /// The items.
    pub items: Vec<T>,
    /// Where the next page begins (after this key); `None` when there is none.
    pub next: Option<K>,
}

/// Which way a list is read.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub enum Direction {
    /// Smallest key first: of ids that carry their time, the oldest.
    #[default]
    Forward,
    /// Greatest key first.
    Backward,
}

/// Which part of a list is wanted.
#[derive(Debug)]
pub struct Part<'a, K> {
    /// What lies behind this key in the direction of reading; everything when absent. The key need not
    /// exist (any more).
    pub after: Option<&'a K>,
    /// How many items at most.
    pub limit: u32,
    /// Which way.
    pub direction: Direction,
}

// Derived ones would ask the same of the key, which is only pointed at.
impl<K> Clone for Part<'_, K> {
    fn clone(&self) -> Self {
        *self
    }
}

impl<K> Copy for Part<'_, K> {}

impl<'a, K> Part<'a, K> {
    /// The first items in order.
    pub fn first(limit: u32) -> Self {
        Self::after(None, limit)
    }

    /// The items behind `after`, in order.
    pub fn after(after: Option<&'a K>, limit: u32) -> Self {
        Self { after, limit, direction: Direction::Forward }
    }

    /// The same, read in this direction.
    pub fn going(self, direction: Direction) -> Self {
        Self { direction, ..self }
    }
}

impl Direction {
    /// Whether the smallest key comes first.
    pub fn is_forward(self) -> bool {
        self == Self::Forward
    }
}
