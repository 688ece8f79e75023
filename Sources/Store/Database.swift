/// What may be asked of the store within one consistent view of it.
public class ReadTransaction {}

/// What may be changed in the store; all of it happens, or nothing.
public final class WriteTransaction: ReadTransaction {}
