using System.Net;
using System.Net.Http.Headers;

namespace Varamail.Api.Diary.Outside;

/// <summary>A file on its way out: read from the store while it is sent, anew at each attempt, never held in memory.</summary>
internal sealed class DocumentContent : HttpContent
{
    private readonly DocumentFile file;

    public DocumentContent(DocumentFile file)
    {
        this.file = file;
        Headers.ContentType = MediaTypeHeaderValue.TryParse(file.MediaType, out var type) ? type : new MediaTypeHeaderValue("application/octet-stream");
    }

    protected override Task SerializeToStreamAsync(Stream stream, TransportContext? context) => file.CopyToAsync(stream, CancellationToken.None);

    protected override Task SerializeToStreamAsync(Stream stream, TransportContext? context, CancellationToken cancellationToken) =>
        file.CopyToAsync(stream, cancellationToken);

    protected override bool TryComputeLength(out long length)
    {
        length = file.Size;
        return true;
    }
}
