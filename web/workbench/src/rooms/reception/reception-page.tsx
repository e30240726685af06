import { useMay, useSession, useShop } from '@/shared/session';
import { NoRight } from '@/shared/ui/states';
import { Desk } from './desk';
import { LiveRoom } from './live-room';
import { listFilter } from './preferences';
import { useText } from './text';

export const ReceptionPage = () => {
  const t = useText();
  const shop = useShop();
  const { person } = useSession();
  const mayRead = useMay(['reception.conversation.read', 'reception.conversation.read-all']);
  if (!mayRead) return <NoRight right={t('noRight')} />;
  // Another shop is another feed: everything begins anew.
  return (
    <LiveRoom
      key={`${person.id} ${shop.id}`}
      shop={shop.id}
      person={person.id}
      scope={listFilter.get() === 'all' ? 'all' : 'mine'}
    >
      <Desk />
    </LiveRoom>
  );
};
