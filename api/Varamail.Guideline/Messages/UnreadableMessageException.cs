namespace Varamail.Guideline.Messages;

/// <summary>The bytes are no message: empty, or without a single header field. The text holds nothing of the content.</summary>
public sealed class UnreadableMessageException(string message, Exception? inner = null) : Exception(message, inner);
