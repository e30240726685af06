import { useEffect, useRef } from 'react';
import { QuestionCircleOutlined } from '@ant-design/icons';
import { Badge, Button, Tooltip } from 'antd';
import { useNavigate } from 'react-router';
import { chime } from '../../chime';
import { soundOn } from '../../preferences';
import { useText } from '../text';
import { useHelp } from './use-help';

/** Rings once for a call that one may answer and for an answer that came back. */
export const HelpBell = () => {
  const t = useText();
  const navigate = useNavigate();
  const calls = (useHelp().data ?? []).filter((call) => call.mayAnswer || (call.isMine && call.answer !== null));
  const key = calls.map((call) => `${call.id}${call.answer === null ? '' : '!'}`).join(' ');
  const told = useRef('');
  useEffect(() => {
    const before = new Set(told.current.split(' '));
    const isNew = key !== '' && key.split(' ').some((one) => !before.has(one));
    told.current = key;
    if (isNew && soundOn.get()) chime();
  }, [key]);
  if (calls.length === 0) return null;
  return (
    <Tooltip title={t('helpCount', { n: calls.length })}>
      <Button
        type="text"
        aria-label={t('helpCount', { n: calls.length })}
        icon={
          <Badge count={calls.length} size="small">
            <QuestionCircleOutlined />
          </Badge>
        }
        onClick={() => void navigate('/floor/help')}
      />
    </Tooltip>
  );
};
