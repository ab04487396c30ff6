//! The module's memory: what the standard library brings along for it is made for programs that do
//! much with theirs. A page's answers stay with the engine, and here are only short texts.

/// Half as large as the standard one.
#[global_allocator]
static ALLOCATOR: rlsf::SmallGlobalTlsf = rlsf::SmallGlobalTlsf::new();

/// Copies bytes, which may overlap. The standard one copies by words, with all that this takes at
/// both ends, and is as large as the rest of the repair.
///
/// # Safety
/// That of C's `memmove`: `size` bytes can be read at `from`, and written at `to`.
#[unsafe(no_mangle)]
unsafe extern "C" fn memmove(to: *mut u8, from: *const u8, size: usize) -> *mut u8 {
    // Volatile, or the compiler would see what this is and call the function by its name.
    // SAFETY: all offsets are below `size`.
    unsafe {
        if to.cast_const() < from {
            for at in 0..size {
                to.add(at).write_volatile(from.add(at).read_volatile());
            }
        } else {
            for at in (0..size).rev() {
                to.add(at).write_volatile(from.add(at).read_volatile());
            }
        }
    }
    to
}

/// Copies bytes.
///
/// # Safety
/// That of C's `memcpy`, which asks for more than `memmove`.
#[unsafe(no_mangle)]
unsafe extern "C" fn memcpy(to: *mut u8, from: *const u8, size: usize) -> *mut u8 {
    // SAFETY: the caller's promise is the same.
    unsafe { memmove(to, from, size) }
}
