import Terminal
import Testing

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

/// A frame must be this text; of one that is not, each row that differs is told with both lines.
func expectFrame(_ got: String, _ expected: String, sourceLocation: SourceLocation = #_sourceLocation) {
  guard let difference = FrameDifference.of(got, from: expected) else { return }
  Issue.record("the frame differs\n\(difference)", sourceLocation: sourceLocation)
}
/// The rows of a frame must have these looks, by the names of roles.
func expectStyles(_ got: Surface, _ expected: String, sourceLocation: SourceLocation = #_sourceLocation) {
  guard let difference = FrameDifference.ofStyles(got, from: expected) else { return }
  Issue.record("the looks differ\n\(difference)", sourceLocation: sourceLocation)
}
