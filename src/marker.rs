//! [`Send`] and [`Sync`] where there are threads. A Rust program spawns its calls onto threads; a page has one
//! thread, and objects that belong to it and cannot be sent. Bounds written with these markers hold in both.

use std::future::Future;
use std::pin::Pin;

/// [`Send`], where there are threads.
#[cfg(not(target_arch = "wasm32"))]
pub trait MaybeSend: Send {}
#[cfg(not(target_arch = "wasm32"))]
impl<T: Send + ?Sized> MaybeSend for T {}

/// [`Sync`], where there are threads.
#[cfg(not(target_arch = "wasm32"))]
pub trait MaybeSync: Sync {}
#[cfg(not(target_arch = "wasm32"))]
impl<T: Sync + ?Sized> MaybeSync for T {}

/// [`Send`], where there are threads.
#[cfg(target_arch = "wasm32")]
pub trait MaybeSend {}
#[cfg(target_arch = "wasm32")]
impl<T: ?Sized> MaybeSend for T {}

/// [`Sync`], where there are threads.
#[cfg(target_arch = "wasm32")]
pub trait MaybeSync {}
#[cfg(target_arch = "wasm32")]
impl<T: ?Sized> MaybeSync for T {}

/// A boxed future, which is [`Send`] where there are threads.
#[cfg(not(target_arch = "wasm32"))]
pub type Boxed<O> = Pin<Box<dyn Future<Output = O> + Send>>;
/// A boxed future, which is [`Send`] where there are threads.
#[cfg(target_arch = "wasm32")]
pub type Boxed<O> = Pin<Box<dyn Future<Output = O>>>;
