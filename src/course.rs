//! What is known of the attempts of a request, for the error that may stand at its end.
//!
//! The page's module knows nothing of it: there a deadline that ends a wait is a timeout, and an error has no cause. It would
//! cost every page a quarter of a kilobyte.

#[cfg(any(not(feature = "js"), feature = "server"))]
pub(crate) use known::Course;
#[cfg(all(feature = "js", not(feature = "server")))]
pub(crate) use unknown::Course;

#[cfg(any(not(feature = "js"), feature = "server"))]
mod known {
    use std::sync::{Mutex, MutexGuard, PoisonError};
    use std::time::Duration;

    use crate::error::Cause;

    /// What is known of the attempts of a request so far.
    #[derive(Debug, Default)]
    pub(crate) struct Course(Mutex<Known>);

    #[derive(Debug, Clone, Default)]
    struct Known {
        /// The refusal after which the next attempt waits: its code, and the wait that the server asked for. A deadline
        /// that ends the wait says less than it.
        refusal: Option<(i64, Option<Duration>)>,
        /// Why the last attempt has no answer.
        cause: Cause,
    }

    impl Course {
        /// Notes that an attempt begins: what stopped the one before it does not matter any more.
        pub fn begin(&self) {
            *self.known() = Known::default();
        }

        /// Notes a refusal, after which there may be another attempt.
        pub fn refuse(&self, refusal: impl FnOnce() -> (i64, Option<Duration>)) {
            let refusal = refusal();
            self.known().refusal = Some(refusal);
        }

        /// The refusal after which the next attempt waits.
        pub fn refusal(&self) -> Option<(i64, Option<Duration>)> {
            self.known().refusal
        }

        /// Notes why there is no answer.
        pub fn fail(&self, cause: Cause) {
            self.known().cause = cause;
        }

        /// Why the last attempt has no answer.
        pub fn cause(&self) -> Cause {
            self.known().cause.clone()
        }

        /// Takes over what is known of another request, which was sent in the place of this one.
        pub fn take_over(&self, other: &Self) {
            let known = other.known().clone();
            *self.known() = known;
        }

        fn known(&self) -> MutexGuard<'_, Known> {
            self.0.lock().unwrap_or_else(PoisonError::into_inner)
        }
    }
}

#[cfg(all(feature = "js", not(feature = "server")))]
mod unknown {
    use std::time::Duration;

    /// Nothing is known.
    #[derive(Debug, Default)]
    pub(crate) struct Course(());

    impl Course {
        pub fn begin(&self) {}

        pub fn refuse(&self, _: impl FnOnce() -> (i64, Option<Duration>)) {}

        pub fn refusal(&self) -> Option<(i64, Option<Duration>)> {
            None
        }

        pub fn take_over(&self, _other: &Self) {}
    }
}
