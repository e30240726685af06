import { BlockOutlined } from '@ant-design/icons';
import { Button, Tooltip } from 'antd';
import type { Head } from '../wire';
import { companionTalk } from './kept';
import { openCompanion } from './open-companion';
import css from './companion.module.css';
import { useText } from './text';

/** In the workbench's top line; a phone has no room for a second window, and the command menu still opens it. */
export const CompanionButton = () => {
  const t = useText();
  return (
    <Tooltip title={t('openHint')}>
      <Button
        className={css['opener']}
        type="text"
        size="small"
        icon={<BlockOutlined />}
        aria-label={t('open')}
        onClick={openCompanion}
      />
    </Tooltip>
  );
};

/** From a talk that takes place on a platform: the window opens with its buyer. */
export const OpenCompanion = ({ head }: { head: Head }) => {
  const t = useText();
  return (
    <Button
      size="small"
      onClick={() => {
        companionTalk.set({ shop: head.shopId, account: head.channelId, buyer: head.buyer.name });
        openCompanion();
      }}
    >
      {t('open')}
    </Button>
  );
};
