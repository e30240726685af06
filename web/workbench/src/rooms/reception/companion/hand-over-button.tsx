import { useCallback, useMemo, useState } from 'react';
import { SwapOutlined } from '@ant-design/icons';
import { App, Button, Tooltip } from 'antd';
import { toProblem } from '@/shared/api/problem';
import { useCommands } from '@/shared/keys/commands';
import { keyName } from '@/shared/keys/keys';
import { useLive, useView } from '../use-live';
import type { Head } from '../wire';
import { useText } from './text';

/** One press gives the talk to whoever of the group is there; the platform's own chat is transferred on the platform. */
export const HandOverButton = ({ head }: { head: Head }) => {
  const t = useText();
  const live = useLive();
  const { message } = App.useApp();
  const me = useView((view) => view.me.id);
  const first = useView((view) => view.settings.handOvers?.[0]);
  const [isBusy, setBusy] = useState(false);
  const isOffered = first !== undefined && head.state !== 'closed' && head.assignee?.id === me;
  const run = useCallback(async () => {
    if (first === undefined) return;
    setBusy(true);
    try {
      const answer = await live.act(head.id, 'hand-over', { to: first.key });
      void message.success(t('handedOver', { name: first.name, to: answer.head.assignee?.name ?? '' }));
    } catch (error) {
      void message.error(toProblem(error).detail);
    } finally {
      setBusy(false);
    }
  }, [first, head.id, live, message, t]);
  useCommands(
    useMemo(
      () =>
        isOffered
          ? [{ id: 'companion-hand-over', label: first.name, group: t('keys'), key: 'alt+s', run: () => void run() }]
          : [],
      [isOffered, first, t, run],
    ),
  );
  if (!isOffered) return null;
  return (
    <Tooltip title={`${first.name} ${keyName('alt+s')}`}>
      <Button
        type="text"
        size="small"
        icon={<SwapOutlined />}
        aria-label={first.name}
        loading={isBusy}
        onClick={() => void run()}
      />
    </Tooltip>
  );
};
