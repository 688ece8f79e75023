import Terminal

/// A frame as text, drawn on a surface of that size.
func frame(_ width: Int, _ height: Int, ascii: Bool = false, _ draw: (inout Surface) -> Void) -> String {
  var surface = Surface(Size(width, height), theme: ascii ? Theme.builtIn.at(.mono, ascii: true) : .builtIn)
  draw(&surface)
  return surface.text
}
extension Surface {
  /// The whole of it.
  var all: Rect { Rect(size) }
}
