import { Suspense } from 'react';
import { late } from '@/shared/late';
import { DownOutlined, SearchOutlined } from '@ant-design/icons';
import { Dropdown, Tooltip } from 'antd';
import { keyName } from '@/shared/keys/keys';
import { chooseShop, connection, useSession, useShop } from '@/shared/session';
import { useStore } from '@/shared/store/store';
import { AccountMenu } from './account-menu';
import { rooms } from './rooms';
import { openSheet } from './sheets';
import { useText } from './text';
import css from './top-line.module.css';

const pieces = rooms
  .flatMap((room) => (room.topLine === undefined ? [] : [{ id: room.id, ...room.topLine }]))
  .sort((a, b) => a.order - b.order)
  .map((piece) => ({ id: piece.id, Piece: late(piece.load) }));

export const TopLine = () => {
  const t = useText();
  return (
    <header className={css['line']}>
      <ShopSwitch />
      <button type="button" className={css['search']} onClick={() => openSheet.set('commands')}>
        <SearchOutlined />
        <span className={css['searchText']}>{t('searchAnything')}</span>
        <kbd>{keyName('mod+k')}</kbd>
      </button>
      <span className={css['space']} />
      <ConnectionMark />
      {pieces.map(({ id, Piece }) => (
        <Suspense key={id} fallback={null}>
          <Piece />
        </Suspense>
      ))}
      <AccountMenu />
    </header>
  );
};

const ShopSwitch = () => {
  const t = useText();
  const { shops } = useSession();
  const shop = useShop();
  if (shops.length < 2) {
    return (
      <span className={css['shop']} title={shop.name}>
        {shop.name}
      </span>
    );
  }
  return (
    <Dropdown
      trigger={['click']}
      menu={{
        selectedKeys: [shop.id],
        items: shops.map((item) => ({ key: item.id, label: item.name, onClick: () => chooseShop(item.id) })),
      }}
    >
      <button type="button" className={css['shopSelect']} aria-label={`${t('switchShop')} ${shop.name}`}>
        <span className={css['shop']}>{shop.name}</span> <DownOutlined />
      </button>
    </Dropdown>
  );
};

/** Quiet while all is well: a dot; words only when the line to the server is not what it should be. */
const ConnectionMark = () => {
  const t = useText();
  const state = useStore(connection);
  if (state === 'idle') return null;
  return (
    <Tooltip title={t(state)}>
      <span className={css['connection']} data-state={state} role="status" aria-label={t(state)}>
        {state === 'live' ? '' : t(state)}
      </span>
    </Tooltip>
  );
};
