using Zhanggui.People.Reading;
using Zhanggui.People.SignIn;

namespace Zhanggui.People.Rights;

/// <summary>After a committed change this process forgets what it believed; the others do so within seconds.</summary>
internal sealed class Freshness(Sessions sessions, PeopleReader people, ShopReader shops)
{
    public void Renew()
    {
        sessions.Forget();
        people.Forget();
        shops.Forget();
    }
}
