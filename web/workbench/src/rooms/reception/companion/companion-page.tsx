import { useEffect, useState } from 'react';
import { useMay, useSession, useShop, chooseShop } from '@/shared/session';
import { useStore } from '@/shared/store/store';
import { NoRight } from '@/shared/ui/states';
import { LiveRoom } from '../live-room';
import { AccountChoice } from './account-choice';
import { Companion } from './companion';
import { companionTalk } from './kept';
import { useText } from './text';

/** The small window beside a platform's chat. */
export const CompanionPage = () => {
  const t = useText();
  const { person, shops } = useSession();
  const shop = useShop();
  const kept = useStore(companionTalk);
  const maySend = useMay('reception.message.send');
  const [chooses, setChooses] = useState(false);
  const isKnown = shops.some((one) => one.id === kept.shop);
  useEffect(() => {
    document.title = t('title');
  }, [t]);
  useEffect(() => {
    if (isKnown && kept.shop !== shop.id) chooseShop(kept.shop);
  }, [isKnown, kept.shop, shop.id]);
  useEffect(() => {
    // The workbench opens a talk here by writing it down for this window.
    const hear = (event: StorageEvent) => {
      if (event.key !== 'zhanggui.companion.talk' || event.newValue === null) return;
      const next = JSON.parse(event.newValue) as ReturnType<typeof companionTalk.get>;
      if (JSON.stringify(next) !== JSON.stringify(companionTalk.get())) companionTalk.set(next);
    };
    window.addEventListener('storage', hear);
    return () => window.removeEventListener('storage', hear);
  }, []);
  if (!maySend) return <NoRight right={t('noRight')} />;
  if (chooses || !isKnown || kept.account === '' || kept.shop !== shop.id) {
    return <AccountChoice onDone={() => setChooses(false)} />;
  }
  return (
    <LiveRoom key={`${person.id} ${shop.id}`} shop={shop.id} person={person.id} scope="mine">
      <Companion key={`${kept.account} ${kept.buyer}`} kept={kept} onChange={() => setChooses(true)} />
    </LiveRoom>
  );
};
