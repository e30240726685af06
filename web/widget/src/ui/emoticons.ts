/** The ones shops and buyers use most; sent as plain characters. */
export const emoticons = [...'😊😄😁😂🙂😉😍😘🤔😅😓😢😭😤😡😱🤗👍👌🙏👏🤝💪🌹🎉🎁❤️☕🏠🖼️📦🚚💰✅❓🌙'.matchAll(/\p{Extended_Pictographic}\uFE0F?/gu)].map((m) => m[0]);
