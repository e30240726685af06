namespace Zhanggui.Orders.Import.Files;

/// <summary>Where the sealed pieces of uploaded files lie until their import has ended.</summary>
internal interface IUploadStore
{
    void Put(Guid import, int number, byte[] sealedBytes);

    byte[]? Find(Guid import, int number);

    void Delete(Guid import, int chunks);
}
