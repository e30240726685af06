import { useMay } from '@/shared/session';
import { PageTabs } from '@/shared/ui/page-tabs';
import css from './floor.module.css';
import { useText } from './text';

/** The pages of the room beside each other. */
export const FloorTabs = () => {
  const t = useText();
  const mayWatch = useMay('reception.conversation.read-all');
  const mayWrite = useMay('reception.message.send');
  return (
    <PageTabs
      className={css['tabs']}
      pages={[
        ...(mayWatch ? [{ key: '/floor', label: t('board') }] : []),
        ...(mayWrite ? [{ key: '/floor/mine', label: t('mine') }] : []),
        { key: '/floor/lists', label: t('lists') },
        { key: '/floor/help', label: t('help') },
        { key: '/floor/phrases', label: t('phrases') },
        { key: '/floor/replies', label: t('replies') },
        { key: '/floor/accounts', label: t('accounts') },
        { key: '/floor/ratings', label: t('ratings') },
        { key: '/floor/records', label: t('records') },
        { key: '/floor/procedures', label: t('procedures') },
        ...(mayWrite ? [{ key: '/floor/typing', label: t('typing') }] : []),
        { key: '/floor/checks', label: t('checks') },
        { key: '/floor/contacts', label: t('contacts') },
      ]}
    />
  );
};
