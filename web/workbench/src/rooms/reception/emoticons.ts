/** The ones that shop talk uses; sent as plain characters. */
export const emoticons: readonly string[] = [
  ...'😊 😄 😁 😆 😂 🤣 😉 😍 🥰 😘 🤗 🤔 😅 😇 🙂 😌 😋 😎 🤩 🥳 😢 😭 😓 😥 😳 🙈 🤝 👍 👌 🙏 👏 💪 ✌️ 👋 🌹 🌸 ❤️ 💕 🎉 🎁 🧧 ☕ 🚚 📦 💰 🔥 ⭐ ✅ ⏰ ☀️'.split(
    ' ',
  ),
];
